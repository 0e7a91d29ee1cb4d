"""Sets the rich menus up: one in each locale, under an alias by which the bot finds it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack

from linebot.v3.messaging import (
    AsyncApiClient,
    AsyncMessagingApi,
    AsyncMessagingApiBlob,
    Configuration,
    CreateRichMenuAliasRequest,
    UpdateRichMenuAliasRequest,
)

from madoguchi.content import Content
from madoguchi.line.api import PATIENCE
from madoguchi.line.menus import alias, menu
from madoguchi.line.pictures import picture

DATA = "https://api-data.line.me"
"""The host that takes pictures."""


async def set_up(content: Content, token: str, address: str | None, tell: Callable[[str], None]) -> None:
    """Makes the menus anew and removes those that an earlier call made; can be repeated.

    Everybody gets the first locale's menu until their conversation has a language of its own.
    Raises ApiException where LINE refuses, aiohttp.ClientError where it is not reached, NoTypeface.
    """
    # All pictures first: a machine that cannot draw one changes nothing.
    pictures = {
        locale: picture(content.interfaces[locale].line.menu.model_dump(), locale) for locale in content.locales
    }
    async with AsyncExitStack() as stack:
        lists, blobs = await _clients(stack, token, address)
        aliases = await lists.get_rich_menu_alias_list(_request_timeout=PATIENCE)
        before = {one.rich_menu_alias_id: one.rich_menu_id for one in aliases.aliases}
        for place, (locale, drawn) in enumerate(pictures.items()):
            made = (await lists.create_rich_menu(menu(content, locale), _request_timeout=PATIENCE)).rich_menu_id
            await blobs.set_rich_menu_image(
                made,
                drawn,
                _content_type="image/png",
                _headers={"Content-Type": "image/png"},
                _request_timeout=PATIENCE,
            )
            await _name(lists, alias(locale), made, before)
            if not place:
                await lists.set_default_rich_menu(made, _request_timeout=PATIENCE)
            tell(f"{locale}: {made}")
        for old in {before[name] for name in map(alias, content.locales) if name in before}:
            await lists.delete_rich_menu(old, _request_timeout=PATIENCE)


async def _clients(
    stack: AsyncExitStack, token: str, address: str | None
) -> tuple[AsyncMessagingApi, AsyncMessagingApiBlob]:
    """Pictures go to another host than the rest, unless an address is given."""
    given = {"host": address} if address else {}
    data = {"host": address or DATA}
    client = await stack.enter_async_context(AsyncApiClient(Configuration(access_token=token, **given)))
    blobs = await stack.enter_async_context(AsyncApiClient(Configuration(access_token=token, **data)))
    return AsyncMessagingApi(client), AsyncMessagingApiBlob(blobs)


async def _name(lists: AsyncMessagingApi, name: str, made: str, before: dict[str, str]) -> None:
    if name in before:
        await lists.update_rich_menu_alias(name, UpdateRichMenuAliasRequest(richMenuId=made), _request_timeout=PATIENCE)
    else:
        await lists.create_rich_menu_alias(
            CreateRichMenuAliasRequest(richMenuAliasId=name, richMenuId=made), _request_timeout=PATIENCE
        )
