"""Files as pupils have them, made here: text in the encodings and signs of five languages, workbooks packed by hand."""

import io
import zipfile
from xml.sax.saxutils import escape

TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DATE_STYLES = f"""<styleSheet xmlns="{SHEET}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""
ODS = "application/vnd.oasis.opendocument.spreadsheet"


class Day:
    """A date as Excel counts it."""

    def __init__(self, number):
        self.number = number


def letters(place):
    return (chr(ord("A") + place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def cell(place, row, value):
    at = f'r="{letters(place)}{row}"'
    if value is None or value == "":
        return ""
    if isinstance(value, Day):
        return f'<c {at} s="1"><v>{value.number}</v></c>'
    if isinstance(value, str):
        return f'<c {at} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"<c {at}><v>{value!r}</v></c>"


def sheet_xml(rows, merged=()):
    lines = "".join(
        f'<row r="{number}">{"".join(cell(place, number, value) for place, value in enumerate(row))}</row>'
        for number, row in enumerate(rows, 1)
    )
    joined = "".join(f'<mergeCell ref="{one}"/>' for one in merged)
    tail = f"<mergeCells>{joined}</mergeCells>" if merged else ""
    return f'<worksheet xmlns="{SHEET}"><sheetData>{lines}</sheetData>{tail}</worksheet>'


def xlsx_parts(sheets, merged=(), hidden=()):
    names = list(sheets)
    states = dict.fromkeys(hidden, ' state="hidden"')
    listed = "".join(
        f'<sheet name="{escape(n)}" sheetId="{i}"{states.get(n, "")} r:id="rId{i}"/>' for i, n in enumerate(names, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    styles = f'<Relationship Id="rId99" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}{styles}</Relationships>',
        "xl/styles.xml": DATE_STYLES,
        **{f"xl/worksheets/sheet{i}.xml": sheet_xml(sheets[name], merged) for i, name in enumerate(names, 1)},
    }


def xlsx(rows, name="Sheet1", merged=()):
    return zipped(xlsx_parts({name: rows}, merged))


def ods(rows, tail=True):
    def written(value):
        if isinstance(value, str):
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'

    lines = "".join(f"<table:table-row>{''.join(map(written, row))}</table:table-row>" for row in rows)
    empty = (  # as LibreOffice ends each sheet
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="Tabelle1">'
        f"{lines}{empty if tail else ''}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
    )
    return zipped({"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def bomb():
    """A workbook of 50 kB that is 50 MB unpacked."""
    parts = xlsx_parts({"Sheet1": [[1.0, 2.0]]})
    parts["xl/worksheets/sheet1.xml"] = b" " * 50_000_000
    return zipped(parts)


def lying_bomb():
    """The same, but the archive's directory says that it is small."""
    packed = bytearray(bomb())
    size = (50_000_000).to_bytes(4, "little")
    while (at := packed.find(size)) >= 0:
        packed[at : at + 4] = (1000).to_bytes(4, "little")
    return bytes(packed)


def far_apart():
    """Two cells, one in each corner of a sheet: what lies between them would be half a terabyte."""
    parts = xlsx_parts({"Sheet1": [[1.0]]})
    row = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet_xml([[1.0]]).replace("</sheetData>", row)
    return zipped(parts)
