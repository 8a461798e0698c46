"""What a paper says of itself: title, language, date and the standards that it follows."""

import re
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

PRODUCER = "FamiljeFlow"

# Ten or twelve digits written as a personnummer or samordningsnummer (SFS 1991:481, 18 §), also without mark.
_PERSON_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)")


@dataclass(frozen=True)
class Metadata:
    """`title` shows in window lists and print queues: kind of paper and case number, never a person."""

    title: str
    author: str
    language: str
    made_on: date


def without_person_numbers(text: str) -> str:
    """The text without anything written like a person's number, for places that others can see."""
    return " ".join(_PERSON_NUMBER.sub("", text).split())


def pdf_date(day: date) -> str:
    """ISO 32000-1, 7.9.4. Only the day: a paper's time of day says nothing and would differ at each print."""
    return f"D:{day:%Y%m%d}"


def xmp(metadata: Metadata) -> bytes:
    """The XMP packet: Dublin Core, and the claims PDF/UA-1 and PDF/A-2a.

    PDF/A (ISO 19005-2, 6.6.2.3) knows no PDF/UA, so that claim's schema is described in the packet itself.
    """
    return _PACKET.format(
        title=escape(metadata.title),
        author=escape(metadata.author),
        language=escape(metadata.language),
        day=metadata.made_on.isoformat(),
        producer=PRODUCER,
    ).encode("utf-8")


_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
   <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
   <xmp:CreateDate>{day}</xmp:CreateDate>
   <xmp:ModifyDate>{day}</xmp:ModifyDate>
   <xmp:CreatorTool>{producer}</xmp:CreatorTool>
   <pdf:Producer>{producer}</pdf:Producer>
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaid:part>2</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
