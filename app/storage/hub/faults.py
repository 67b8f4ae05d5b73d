"""What goes wrong on the way to a hub, in words; no address is ever shown with its password."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from urllib.parse import urlsplit, urlunsplit

from app.values.errors import UserError


class HubError(UserError):
    """The hub cannot be reached, refused, or broke off; what it holds is whole."""


def require_extra() -> None:
    """Say what to install where the parts that speak with a hub are missing."""
    if find_spec("psycopg") is None or find_spec("fsspec") is None:
        raise HubError("这台电脑没有安装连接服务器所需的组件。", hint='请运行 pip install "ancha[hub]" 后再试。')


def masked(url: str) -> str:
    """Show an address without its user and password."""
    parts = urlsplit(url)
    if "@" not in parts.netloc:
        return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@contextmanager
def server_told_in_words(url: str) -> Iterator[None]:
    """Say in words what the server or the way to it did."""
    import psycopg

    try:
        yield
    except psycopg.errors.InsufficientPrivilege as error:
        raise HubError(
            f"服务器 {masked(url)} 不允许这样做。", hint="请管理员核对这个账号对修订表的读写权限。"
        ) from error
    except psycopg.errors.CheckViolation as error:
        raise HubError(
            "服务器发现有修订的内容与编号不符，没有收下。", hint="请运行 ancha check 核对本机资料。"
        ) from error
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise HubError(
            f"与服务器 {masked(url)} 的连接没有建立或中断了。",
            hint="已传完的不会丢。请核对网络和地址，再运行同一命令接着传。",
        ) from error
    except psycopg.Error as error:
        raise HubError(
            f"服务器 {masked(url)} 没有接受：{type(error).__name__}。", hint="请管理员查看服务器日志。"
        ) from error


def _bucket_errors() -> tuple[type[Exception], ...]:
    """Name what a bucket's own library raises, where it is installed."""
    if find_spec("botocore") is None:
        return ()
    from botocore.exceptions import BotoCoreError, ClientError  # type: ignore[import-untyped]  # it brings no types

    return (BotoCoreError, ClientError)


@contextmanager
def photos_told_in_words(place: str) -> Iterator[None]:
    """Say in words what the folder or bucket of originals did."""
    told: tuple[type[Exception], ...] = (OSError, ValueError, ImportError, *_bucket_errors())
    try:
        yield
    except told as error:
        raise HubError(
            f"照片库 {masked(place)} 无法读写。", hint="已传完的不会丢。请核对地址、权限和空间，再运行同一命令。"
        ) from error
