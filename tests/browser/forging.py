"""Messages as no page sends them: what one person's session knows, sent in another's."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.registry import PAGES
from tests.browser.ws_client import messages_of, session

_VALUES = {
    "selectbox": "text",
    "text_input": "text",
    "date_input": "date",
    "button": "click",
    "arrow_data_frame": "rows",
    "expander": "flag",
}
LINK_KEYS = ("track", "level", "sort", "stage", "status", "file", "checkpoint", "figure")


@dataclass
class Known:
    """What sessions of several people were sent, and who and what there is in the program."""

    ids: set[str] = field(default_factory=set)  # of widgets, fragments, tables and files
    widgets: dict[str, str] = field(default_factory=dict)  # id -> kind of element
    pages: dict[str, str] = field(default_factory=dict)  # hash -> name
    choices: dict[str, set[str]] = field(default_factory=dict)  # of the filter with that key
    people: list[str] = field(default_factory=list)  # ids, labels and addresses

    def learn(self, url: str, user: dict[str, object]) -> None:
        """Open every page as `user`, and note what is in the answers."""
        with session(url, user) as connection:
            for page in PAGES:
                for message in messages_of(connection, page.name):
                    self._note(message)

    def _note(self, message: ForwardMsg) -> None:
        self.ids |= set(_ids_in(message))
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in _VALUES and element.button.label != "Sign out":  # which ends the attack
            self.widgets[getattr(element, kind).id] = kind
        if expander := message.delta.add_block.expandable.id:
            self.widgets[expander] = "expander"
        if message.WhichOneof("type") == "navigation":
            pages = message.navigation.app_pages
            self.pages |= {page.page_script_hash: page.url_pathname for page in pages}
        selectbox = element.selectbox
        if selectbox.label == "MVP":
            self.people += [option for option in selectbox.options if option not in self.people]
        else:
            self.choices.setdefault(_key_of(selectbox.id), set()).update(selectbox.options)


def _key_of(widget: str) -> str:
    """The key of a widget, with which its id ends."""
    return widget.split("-", 2)[-1]


def _ids_in(message: Message) -> Iterator[str]:
    """The values of all fields that are ids."""
    for descriptor, value in message.ListFields():
        is_id = descriptor.name == "id" or descriptor.name.endswith("_id")
        if is_id and isinstance(value, str):
            yield value
        values = [value] if isinstance(value, Message) else value
        if isinstance(values, Iterable) and not isinstance(values, (str, bytes)):
            for entry in values:
                if isinstance(entry, Message):
                    yield from _ids_in(entry)


class Forger:
    """Makes messages out of what is known, always the same for the same seed."""

    def __init__(self, known: Known, seed: int) -> None:
        self._chance = Random(seed)
        self._ids = sorted(known.ids)
        self._widgets = known.widgets
        self._widget_ids = sorted(known.widgets)
        self._pages = sorted(known.pages)
        # A run of another page can go to that of an MVP by itself.
        self._last = [hash_ for hash_ in self._pages if known.pages[hash_] not in ("mvp", "")]
        self._choices = {key: sorted(options) for key, options in known.choices.items() if options}
        self._people = sorted(known.people)

    def batch(self, messages: int) -> tuple[list[BackMsg], str]:
        """That many messages; the last opens a page that no other does, whose hash is second."""
        last = self._chance.choice(self._last)
        kinds = self._chance.choices(
            (self._rerun, self._fragment, self._chunk, self._file, self._stop),
            (45, 20, 15, 15, 5),
            k=messages - 1,
        )
        made = [kind() for kind in kinds]
        for message in made:
            if message.rerun_script.page_script_hash == last:
                message.rerun_script.page_script_hash = "0" * 32
        ending = self._rerun()
        ending.rerun_script.page_script_hash = last
        return [*made, ending], last

    def _rerun(self) -> BackMsg:
        """A page with other people in its link, its widgets and what it is said to have cached."""
        message = BackMsg()
        ask = message.rerun_script
        ask.page_script_hash = self._chance.choice(self._pages)
        ask.query_string = self._query()
        for id_ in self._chance.sample(self._widget_ids, 4):
            ask.widget_states.widgets.append(self._state(id_))
        ask.cached_message_hashes.extend(self._chance.sample(self._ids, 2))
        return message

    def _query(self) -> str:
        key = self._chance.choice(LINK_KEYS)
        team = self._chance.choice(["", "", f"&team={self._text('team')}"])
        return f"{key}={self._text(key)}&mvp={self._chance.choice(self._people)}{team}"

    def _text(self, key: str) -> str:
        """A choice of a filter, of whoever sees most of them; now and then of another filter.

        Only the choice of an MVP gets names of people: the others repeat what was asked for.
        """
        if key == "mvp":
            return self._chance.choice(self._people)
        if key not in self._choices or self._chance.random() < 0.01:
            key = self._chance.choice(list(self._choices))
        return self._chance.choice(self._choices[key])

    def _state(self, id_: str) -> WidgetState:
        """A state of a widget, mostly of the kind that it has."""
        state = WidgetState(id=id_)
        is_true_to_kind = self._chance.random() < 0.97
        kind = self._widgets[id_] if is_true_to_kind else self._chance.choice(list(_VALUES))
        row = self._chance.randrange(60)
        match _VALUES[kind]:
            case "rows":
                state.string_value = json.dumps({"selection": {"rows": [row], "columns": []}})
            case "flag":
                state.bool_value = True
            case "click":
                state.trigger_value = True
            case "date":
                state.string_array_value.data.append("2026/01/01")
            case "text":
                state.string_value = self._text(_key_of(id_))
        return state

    def _fragment(self) -> BackMsg:
        message = self._rerun()
        message.rerun_script.fragment_id = self._chance.choice(self._ids)
        return message

    def _request(self) -> BackMsg:
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id = self._chance.choice(self._ids)
        request.session_id = self._chance.choice(self._ids)
        return message

    def _chunk(self) -> BackMsg:
        """Rows of a table of somebody else's session."""
        message = self._request()
        chunk = message.backend_operation_request.dataframe_chunk
        chunk.source_id = self._chance.choice(self._ids)
        chunk.limit = 100
        return message

    def _file(self) -> BackMsg:
        """A file of somebody else's session."""
        message = self._request()
        message.backend_operation_request.deferred_file.file_id = self._chance.choice(self._ids)
        return message

    def _stop(self) -> BackMsg:
        return BackMsg(stop_script=True)
