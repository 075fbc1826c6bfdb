"""Making a tagged PDF fit for archives too: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file.

WeasyPrint writes one of the two at a time. Rendered as PDF/A-3a, a file lacks the identifier of PDF/UA-1. PDF/A allows
a property of XMP only if its schema is described in the same packet (ISO 19005-3, 6.6.2.3), so the two come together.
"""

from __future__ import annotations

from typing import Any

import pydyf

VARIANT = "pdf/a-3a"
_END = b"</rdf:RDF>"
_PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
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
"""


def fit_for_archives(_document: Any, pdf: pydyf.PDF) -> None:
    """Add what PDF/A-3a and PDF/UA-1 ask of one file; to be called by WeasyPrint before it writes the file.

    The file must be rendered as ``VARIANT``.
    """
    for entry in pdf.objects:
        if isinstance(entry, pydyf.Stream):
            if entry.extra.get("Type") == "/Metadata":
                entry.stream = [b"".join(entry.stream).replace(_END, _PDF_UA + _END)]
                entry.compress = False  # so that a program that knows no PDF can find it
            elif "Interpolate" in entry.extra:
                entry.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8
