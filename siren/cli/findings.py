"""What a journal was found to be, in words and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from siren.text import phrase

if TYPE_CHECKING:
    from pathlib import Path

    from siren.firing.verification import ChainFault, Verification
    from siren.text import Text

_FAULTS_ZH = {
    "changed": "已被改动，或不是日志的行",
    "order": "与前文不衔接：其前有行被删除、移动或改写",
    "torn": "残缺，没有行尾",
    "head": "末行的哈希不是所给的：末尾被截去，此后又写了新行，或是另一份日志",
}


def findings(found: Verification) -> dict[str, Any]:
    """Return what programs get; English."""
    return {
        "ok": found.ok,
        "lines": found.lines,
        "head": found.head,
        "faults": [fault._asdict() for fault in found.faults],
        "torn_bytes": found.torn_bytes,
    }


def ok_words(found: Verification) -> Text:
    """Return that nothing is wrong, and the hash to note elsewhere."""
    lines = "1 line" if found.lines == 1 else f"{found.lines} lines"
    en, zh = f"ok: {lines}", f"完好：共 {found.lines} 行"
    if found.head:
        en, zh = f"{en}, head {found.head}", f"{zh}，末行哈希 {found.head}"
    return phrase(en, zh)


def fault_words(fault: ChainFault) -> Text:
    """Return one thing that is wrong; in Chinese what kind of thing, and on which line."""
    where = f"第 {fault.line} 行" if fault.line else ""
    return phrase(fault.fault, where + _FAULTS_ZH[fault.kind])


def torn_words(path: Path, found: Verification) -> Text:
    """Return that the last line is torn, and that this is no harm."""
    return phrase(
        f"The last {found.torn_bytes} bytes of {path} are a torn line, as a crash leaves one; "
        "the next line that is written keeps them aside.",
        f"{path} 末尾 {found.torn_bytes} 字节是断行，系崩溃所致；下次写入时会将其另存。",
    )
