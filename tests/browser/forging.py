"""Messages as no page sends them: what one person's session knows, sent in another's."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from random import Random

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection

from tests.browser.ws_client import messages_of

_VALUES = {
    "selectbox": "text",
    "text_input": "text",
    "date_input": "date",
    "button": "click",
    "arrow_data_frame": "rows",
    "expander": "flag",
}
_FILE = re.compile(r"/media/\w+\.\w+")
LINK_KEYS = ("track", "level", "sort", "stage", "status", "file", "checkpoint", "figure")


@dataclass
class Known:
    """What sessions of several people were sent, and who and what there is in the program."""

    ids: set[str] = field(default_factory=set)  # of widgets, fragments, tables and files
    fragments: set[str] = field(default_factory=set)  # ids
    sessions: set[str] = field(default_factory=set)  # ids
    files: set[str] = field(default_factory=set)  # addresses at the server
    widgets: dict[str, str] = field(default_factory=dict)  # id -> kind of element
    pages: dict[str, str] = field(default_factory=dict)  # hash -> name
    choices: dict[str, set[str]] = field(default_factory=dict)  # of the filter with that key
    people: list[str] = field(default_factory=list)  # ids, labels and addresses

    def learn(self, tab: ClientConnection, pages: Iterable[str]) -> None:
        """Open pages in a session, and note what is in the answers."""
        for page in pages:
            for message in messages_of(tab, page):
                self._note(message)

    def _note(self, message: ForwardMsg) -> None:
        self.ids |= set(_ids_in(message))
        self.files |= set(_FILE.findall(message.SerializeToString().decode("latin-1")))
        if message.delta.fragment_id:
            self.fragments.add(message.delta.fragment_id)
        if session_id := message.new_session.initialize.session_id:
            self.sessions.add(session_id)
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
    """Makes messages out of what is known, always the same for the same seed.

    `sent` has messages of other sessions, to be sent again.
    """

    def __init__(self, known: Known, seed: int, sent: deque[bytes]) -> None:
        self._chance = Random(seed)
        self._sent = sent
        self._own = ""  # the id of the session
        self._ids = sorted(known.ids)
        self._fragments = sorted(known.fragments)
        self._sessions = sorted(known.sessions)
        self._files = sorted(known.files)
        self._widgets = known.widgets
        self._widget_ids = sorted(known.widgets)
        self._pages = sorted(known.pages)
        # A run of another page can go to that of an MVP by itself.
        self._last = [hash_ for hash_ in self._pages if known.pages[hash_] not in ("mvp", "")]
        self._choices = {key: sorted(options) for key, options in known.choices.items() if options}
        self._people = sorted(known.people)

    def batch(self, messages: int, session_id: str) -> tuple[list[bytes], str]:
        """That many messages for the session with that id.

        The last opens a page that no other does; the hash of that page is second.
        """
        self._own = session_id
        last = self._chance.choice(self._last)
        kinds: dict[Callable[[], BackMsg], int] = {
            self._rerun: 8,
            self._fragment: 10,
            self._chunk: 20,
            self._file: 24,
            self._needless: 15,
            self._stop: 3,
            self._again: 15,
            self._heartbeat: 5,
        }
        chosen = self._chance.choices(list(kinds), list(kinds.values()), k=messages - 1)
        made = [kind() for kind in chosen]
        for message in made:
            if last in (message.rerun_script.page_script_hash, message.rerun_script.page_name):
                message.rerun_script.page_script_hash = "0" * 32
        ending = self._rerun()
        ending.rerun_script.page_script_hash = last
        texts = [message.SerializeToString() for message in (*made, ending)]
        self._sent.extend(self._chance.sample(texts, 5))
        return texts, last

    def session_id(self) -> str:
        """The id of a session of somebody else."""
        return self._chance.choice(self._sessions)

    def broken(self) -> bytes:
        """A message that is cut off or changed."""
        message = bytearray(self._rerun().SerializeToString())
        place = self._chance.randrange(len(message))
        match self._chance.randrange(4):
            case 0:
                return bytes(message[:place])
            case 1:
                message[place] ^= 1 << self._chance.randrange(8)
                return bytes(message)
            case 2:
                return bytes(message) + self._chance.randbytes(place)
        return self._chance.randbytes(place)

    def address(self) -> tuple[str, str]:
        """A method of HTTP, and the address of a file of somebody else, as it is or changed."""
        file = self._chance.choice(self._files)
        place = self._chance.randrange(len("/media/"), len(file))
        changed = [
            file,
            f"{file[:place]}{self._chance.choice('0123456789abcdef')}{file[place + 1 :]}",
            f"{file.rpartition('.')[0]}.{self._chance.choice(['bin', 'csv', 'zip', 'html'])}",
            f"{file}?{self._chance.randrange(99)}",
            f"/_stcore/upload_file/{self.session_id()}/{file.rpartition('/')[2]}",
            f"/media/..%2Fmedia%2F{file.rpartition('/')[2]}",
        ]
        (path,) = self._chance.choices(changed, (60, 10, 10, 10, 5, 5))
        return self._chance.choice(["GET", "GET", "GET", "HEAD", "PUT"]), path

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
        mvp = self._chance.choice(["", f"&mvp={self._chance.choice(self._people)}"])
        return f"{key}={self._text(key)}{mvp}{team}"

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
        """A part of a page, of whatever page, or what is none."""
        message = self._rerun()
        ids = self._chance.choice([self._fragments, self._ids])
        message.rerun_script.fragment_id = self._chance.choice(ids)
        message.rerun_script.is_auto_rerun = self._chance.random() < 0.5
        return message

    def _request(self) -> BackMsg:
        """The start of a request, mostly in the name of the own session."""
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id = str(self._chance.randrange(1000))
        is_own = self._chance.random() < 0.7
        request.session_id = self._own if is_own else self.session_id()
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
        names = [file.rpartition("/")[2].partition(".")[0] for file in self._files[:20]]
        ids = self._chance.choice([self._ids, names])
        message.backend_operation_request.deferred_file.file_id = self._chance.choice(ids)
        return message

    def _needless(self) -> BackMsg:
        """What no page sends."""
        operation = self._request()
        getattr(
            operation.backend_operation_request,
            self._chance.choice(["install_skills", "dismiss_skills_nudge"]),
        ).SetInParent()
        upload = BackMsg()
        upload.file_urls_request.request_id = "1"
        upload.file_urls_request.file_names.append("file.csv")
        upload.file_urls_request.session_id = self.session_id()
        flag = self._chance.choice(
            (
                *("load_git_info", "clear_cache", "set_run_on_save"),
                *("debug_disconnect_websocket", "debug_shutdown_runtime"),
            )
        )
        return self._chance.choice([operation, upload, BackMsg(**{flag: True})])

    def _stop(self) -> BackMsg:
        return BackMsg(stop_script=True)

    def _again(self) -> BackMsg:
        """What another session sent before."""
        if not self._sent:
            return self._rerun()
        return BackMsg.FromString(self._chance.choice(self._sent))

    def _heartbeat(self) -> BackMsg:
        return BackMsg(app_heartbeat=True)
