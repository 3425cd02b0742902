"""Why the operating system refuses something, in words."""

from __future__ import annotations

import errno

from siren.text import Text, joined, phrase, same

_ZH = {
    errno.ENOENT: "没有此文件或文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "不允许此操作",
    errno.EEXIST: "已存在",
    errno.EISDIR: "是文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.ENOSPC: "存储空间已满",
    errno.EDQUOT: "存储配额已满",
    errno.EROFS: "文件系统为只读",
    errno.EFBIG: "文件过大",
    errno.ENAMETOOLONG: "名称过长",
    errno.EIO: "输入输出错误",
    errno.ENXIO: "没有此设备",
    errno.ETXTBSY: "文件正在使用",
    errno.ELOOP: "符号链接层数过多",
}
"""For what befalls files; the rest is said as the system says it."""


def reason_of(error: Exception) -> Text:
    """Return why, such as ``no such file or directory``; a ValueError says why itself."""
    said = (getattr(error, "strerror", None) or str(error)).lower()
    zh = _ZH.get(getattr(error, "errno", None) or 0)
    return phrase(said, zh) if zh else same(said)


def refusal(place: object, error: Exception) -> Text:
    """Return where, and why: ``/no/x.wav: no such file or directory``."""
    return joined(same(f"{place}: "), reason_of(error))
