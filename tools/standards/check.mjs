// Reads every shipped process with bpmn-moddle (the parser of Camunda Modeler and bpmn.io) and every form with
// form-js. Any warning fails. Run with `make standards`.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { BpmnModdle } from "bpmn-moddle";
import { JSDOM } from "jsdom";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "resources", "processes");

// form-js draws into a page; an empty one in memory is enough.
const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true, url: "http://localhost" });
for (const name of Object.getOwnPropertyNames(window)) {
  if (!(name in globalThis)) globalThis[name] = window[name];
}
globalThis.window = window;
globalThis.document = window.document;
const { Form } = createRequire(import.meta.url)("@bpmn-io/form-js-viewer");

let faults = 0;
let files = 0;

function fault(file, what) {
  faults += 1;
  console.error(`${file}: ${what}`);
}

for (const folder of readdirSync(root)) {
  for (const name of readdirSync(join(root, folder))) {
    const file = `${folder}/${name}`;
    const text = readFileSync(join(root, folder, name), "utf8");
    if (name.endsWith(".bpmn")) {
      const { warnings } = await new BpmnModdle().fromXML(text);
      warnings.forEach((warning) => fault(file, warning.message));
    } else if (name.endsWith(".form")) {
      try {
        const { warnings } = await new Form().importSchema(JSON.parse(text));
        warnings.forEach((warning) => fault(file, warning.message));
      } catch (error) {
        fault(file, error.message);
      }
    } else {
      continue;
    }
    files += 1;
  }
}
console.log(`${files} files, ${faults} faults`);
process.exit(faults ? 1 : 0);
