"""What people do at a desk, by the forms that its pages offer them, and what was answered."""

import json
import re
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from urllib.parse import quote

from lxml import html

from bench.acts import Selection
from bench.client import Answer, Client

STAYS = 0.6  # how often somebody goes on with the claim that they have open
AGAIN = 0.08  # of the forms are sent twice, as by a double click
_FLASHED = re.compile(
    r'class="message is-(?:error|notice)"[^>]*>(.*?)</div>\s*</div>|<p class="decided">(.*?)</p>',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]+>|&[a-z]+;")
_NAMES = re.compile(r"“[^”]*”|\d+")
_UNDO = re.compile(r"/undo/(\d+)")
_CLAIMS = re.compile(r'name="claims"[^>]*value="(\d+)"')


@dataclass(frozen=True)
class Done:
    """One answer: who did what, when it came after how long (ms), and what can be looked up.

    `token`: words that nobody else sent. `location`: where the answer led. `revision`: the one that
    was sent. `event_id`: of what was done or taken back, where the pages tell.
    """

    act: str
    person_id: int
    status: int
    took: float
    path: str
    token: str = ""
    location: str = ""
    revision: int = 0
    event_id: int = 0
    why: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the desk said that it was done."""
        return self.status in {200, 204, 303}


@dataclass(frozen=True)
class Kept:
    """What a person typed last into a form, and was told that it is kept."""

    person_id: int
    form: str
    tab: str
    words: str


@dataclass(frozen=True)
class Seat:
    """Who works, with what they need to know of the desk, and how often they do what."""

    person_id: int
    desk_id: int
    article_ids: Sequence[int]
    claims: int  # that each article had at first
    rating_ids: Sequence[int]
    checkers: Sequence[int]
    places: Sequence[Selection]
    seed: int
    looks_for: Sequence[str]  # statuses
    ways: Mapping[str, float]  # methods of `Person`
    moves: Mapping[str, float]  # names of `MOVES`


@dataclass(frozen=True)
class Offered:
    """A form on a page: where it goes, and what is in it."""

    path: str
    fields: Mapping[str, str]


# What is done in a claim's panel: the end of the form's address, and of where it is sent.
MOVES = {
    "take": ("/take", "/take"),
    "release": ("/release", "/release"),
    "edit": ("", ""),
    "draft": ("/verdict", "/verdict"),
    "propose": ("/verdict", "/verdict/propose"),
    "take back": ("/verdict/take-back", "/verdict/take-back"),
    "sit": ("/second/sit", "/second/sit"),
    "stand": ("/second/stand", "/second/stand"),
    "second draft": ("/second", "/second"),
    "hand in": ("/second", "/second/hand-in"),
    "comment": ("/threads", "/threads"),
    "start review": ("/review", "/review"),
    "stop review": ("/review/stop", "/review/stop"),
    "approve": ("/review/approve", "/review/approve"),
    "return": ("/review/approve", "/review/return"),
    "reopen": ("/reopen", "/reopen"),
}


@dataclass
class Person:
    """Somebody at work, who remembers every answer."""

    client: Client
    seat: Seat
    done: list[Done] = field(default_factory=list)
    kept: dict[str, Kept] = field(default_factory=dict)
    typed: int = 0
    at: str = ""  # the claim that is open

    def __post_init__(self) -> None:
        self.random = Random(self.seat.seed)
        self.places = list(self.seat.places)

    def work(self, until: float) -> None:
        """Do one thing after the other, without a pause, until then (`time.monotonic`)."""
        while time.monotonic() < until:
            self._ways()[_one_of(self.random, self.seat.ways)]()

    def _ways(self) -> Mapping[str, Callable[[], None]]:
        return {
            "claim": self.open_claim,
            "look for work": self.look_for_work,
            "queue": self.queue,
            "readings": self.readings,
            "mark": self.mark,
            "keep": self.keep,
            "news": self.news,
            "list": self.list_claims,
            "assign": self.assign,
            "tag": self.tag,
            "undo": self.undo,
            "undo last": self.undo_last,
            "policy": self.set_policy,
        }

    def open_claim(self) -> None:
        """Open a claim, or stay at the one that is open, and do something that it offers."""
        self.work_at(self.at if self.at and self.random.random() < STAYS else self._claim())

    def look_for_work(self) -> None:
        """Open one of the claims in a status that is this role's to go on from."""
        wanted = quote(self.random.choice(self.seat.looks_for))
        page = self._see("list claims of a status", f"/claims?status={wanted}")
        found = re.findall(r"/articles/\d+/claims/\d+", page.body.decode())
        if found:
            self.work_at(self.random.choice(found))

    def work_at(self, path: str) -> None:
        """Do something of what a claim's panel offers."""
        self.at = path
        page = self._see("open a claim", path, htmx=True)
        offered = {form.path.removeprefix(path): form for form in _forms(page)}
        open_to = {
            move: weight
            for move, weight in self.seat.moves.items()
            if MOVES[move][0] in offered and (MOVES[move][0] or path in page.body.decode())
        }
        if open_to:
            move = _one_of(self.random, open_to)
            begins, ends = MOVES[move]
            self._send(move, path + ends, offered[begins].fields)

    def queue(self) -> None:
        """Decide on the verdict that waits first, or on one behind it."""
        page = self._see("open the queue", "/review")
        behind = re.findall(r'href="(/review/\d+)"', page.body.decode())
        if behind:
            page = self._see("open a verdict", self.random.choice(behind))
        for form in _forms(page):
            if re.fullmatch(r"/review/\d+/return", form.path):
                move = self.random.choice(("approve", "approve", "return"))
                self._send(move, form.path.replace("return", move), form.fields)

    def readings(self) -> None:
        """Decide between two readers, or vote."""
        status = self.random.choice(("disagreed", "ballot"))
        page = self._see("list claims of a status", f"/claims?status={status}")
        found = re.findall(r"/articles/\d+/claims/\d+", page.body.decode())
        path = self.random.choice(found) if found else self._claim()
        for form in _forms(self._see("open the readings", f"{path}/readings")):
            move = form.path.rpartition("/")[2]
            verdicts = form.fields.get("verdict choices", "").split()
            if move in {"settle", "vote"} and verdicts:
                self._send(move, form.path, {"verdict": self.random.choice(verdicts)})

    def mark(self) -> None:
        """Make a claim of words that nobody has marked."""
        if self.places:
            at = self.places.pop()
            fields = {"start": at.start, "end": at.end, "exact": at.exact, "revision": 0}
            self._send("mark", f"/articles/{at.article_id}/claims", fields)

    def keep(self) -> None:
        """Type on, and have it kept before it is sent."""
        form, tab = f"{self._claim()}/verdict", f"tab-{self.seat.person_id}"
        self.typed += 1
        words = json.dumps([["rationale", f"What I have typed so far, {self._token()}."]])
        sent = {"tab": tab, "page": form, "key": f"{tab}-{form}", "revision": "1", "base": ""}
        whose = {"X-Keeps-For": f"{self.seat.desk_id}-{self.seat.person_id}"}
        began = time.perf_counter()
        answer = self.client.put(
            f"/kept{form}", {**sent, "typed": self.typed, "words": words}, whose
        )
        if self._note("keep words", f"/kept{form}", began, answer).accepted:
            self.kept[form] = Kept(self.seat.person_id, form, tab, words)

    def news(self) -> None:
        """Ask what others did, as an open tab does."""
        path, _claims, number = self._claim().rpartition("/claims/")
        tab = f"tab-{self.seat.person_id}"
        self._see("ask for news", f"{path}/news/latest?tab={tab}&since=1&claim={number}")

    def list_claims(self) -> None:
        """Look at the desk's claims, or at an article."""
        self._see("list the claims", "/claims")
        self._see("open an article", f"/articles/{self.random.choice(self.seat.article_ids)}")

    def assign(self) -> None:
        """Give several claims to somebody, in one act."""
        to = {"to": self.random.choice(self.seat.checkers), "due_on": "2030-01-31"}
        self._together("assign a batch", "/claims/chosen/assign", to)

    def tag(self) -> None:
        """Tag several claims, in one act."""
        self._together("tag a batch", "/claims/chosen/tags", {})

    def _together(self, act: str, path: str, fields: Mapping[str, object]) -> None:
        listed = _CLAIMS.findall(self._see("list the claims", "/claims").body.decode())
        if not listed:
            return
        chosen = self.random.sample(listed, min(5, len(listed)))
        self._send(act, path, {**fields, "claims": chosen}, told=True)

    def undo(self) -> None:
        """Take back one of the things done lately."""
        offered = [
            form for form in _forms(self._see("list what I did", "/undo"))
            if _UNDO.fullmatch(form.path)
        ]  # fmt: skip
        if offered:
            path = self.random.choice(offered[:3]).path
            self._send("undo", path, {}, event_id=int(path.rpartition("/")[2]))

    def undo_last(self) -> None:
        """Take back what was done last on an article."""
        self._send("undo last", f"/articles/{self.random.choice(self.seat.article_ids)}/undo", {})

    def set_policy(self) -> None:
        """Let the desk vote where readers disagree, or let one person decide."""
        page = self._see("open the policy", "/desk/policy")
        revisions = [form.fields["revision"] for form in _forms(page) if "revision" in form.fields]
        ballot = self.random.choice(("never", "when the readers disagree"))
        fields = {"second_for": ["high", "normal"], "blind": "yes", "ballot": ballot}
        more = {"approvals": 1, "shortest_rationale": 0, "revision": revisions[0]}
        self._send("set the policy", "/desk/policy", {**fields, **more})

    def _claim(self) -> str:
        article_id = self.random.choice(self.seat.article_ids)
        return f"/articles/{article_id}/claims/{self.random.randint(1, self.seat.claims)}"

    def _token(self) -> str:
        return f"w{self.seat.person_id}x{secrets.token_hex(5)}"

    def _see(self, act: str, path: str, *, htmx: bool = False) -> Answer:
        began = time.perf_counter()
        answer = self.client.see(path, htmx=htmx)
        self._note(act, path, began, answer)
        return answer

    def _send(
        self, act: str, path: str, fields: Mapping[str, object], *, told: bool = False,
        event_id: int = 0,
    ) -> None:  # fmt: skip
        """Send a form with words of one's own, sometimes twice. `told`: the next page says more."""
        key, token = secrets.token_urlsafe(16), self._token()
        sent = {**fields, **_words(act, token, self._rating())}
        began = time.perf_counter()
        answer = self.client.submit(path, sent, key)
        took = (time.perf_counter() - began) * 1000
        if told and answer.status == 303:
            event_id = self._told(answer.location)
        revision = int(str(fields.get("revision") or 0))
        self.done.append(
            Done(
                act, self.seat.person_id, answer.status, took, path, token, answer.location,
                revision, event_id, _why(answer),
            )
        )  # fmt: skip
        if answer.status == 303 and self.random.random() < AGAIN:
            self._send_again(path, sent, key, answer)

    def _send_again(self, path: str, sent: Mapping[str, object], key: str, first: Answer) -> None:
        began = time.perf_counter()
        answer = self.client.submit(path, sent, key)
        self._note("send it again", path, began, answer)
        if answer.location != first.location:
            self._note("led elsewhere when sent again", path, began, answer)

    def _told(self, location: str) -> int:
        found = _UNDO.findall(self._see("list the claims", location).body.decode())
        return int(found[0]) if found else 0

    def _rating(self) -> object:
        """Mostly the same one, so that readers agree now and disagree then."""
        ids = self.seat.rating_ids
        return ids[0] if self.random.random() < 0.6 else self.random.choice(ids)

    def _note(self, act: str, path: str, began: float, answer: Answer) -> Done:
        took = (time.perf_counter() - began) * 1000
        done = Done(act, self.seat.person_id, answer.status, took, path, why=_why(answer))
        self.done.append(done)
        return done


def _words(act: str, token: str, rating: object) -> Mapping[str, object]:
    """What is typed into a form of this act."""
    verdict = {
        "rating": rating,
        "summary": f"The bulletin says otherwise, {token}.",
        "rationale": f"It counts *households*, the article persons: {token}. " * 5,
    }
    typed: Mapping[str, Mapping[str, object]] = {
        "draft": verdict, "propose": verdict, "second draft": verdict, "hand in": verdict,
        "edit": {"statement": f"The harbour cost more than was planned, {token}."},
        "comment": {"text": f"Has anybody asked the office? {token}"},
        "approve": {"comment": f"Well found, {token}."},
        "return": {"comment": f"Which year is meant? {token}"},
        "settle": {"why": f"It has the better source, {token}."},
        "vote": {"reason": f"It has the better source, {token}."},
        "tag a batch": {"tags": token},
    }  # fmt: skip
    return typed.get(act, {})


def _one_of(random: Random, weights: Mapping[str, float]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _forms(page: Answer) -> list[Offered]:
    if page.status != 200 or not page.body.strip():
        return []
    parsed = html.fromstring(page.body, parser=html.HTMLParser(encoding="utf-8"))
    return [_offered(form) for form in parsed.iter("form") if form.get("action")]


def _offered(form: html.FormElement) -> Offered:
    fields = {str(name): str(value).removeprefix("\n") for name, value in form.form_values()}
    choices = form.xpath('.//input[@name="verdict"]/@value')
    return Offered(form.get("action") or "", {**fields, "verdict choices": " ".join(choices)})


def _why(answer: Answer) -> str:
    """What a refusal says, without names and numbers."""
    if answer.status in {200, 204, 303}:
        return ""
    found = _FLASHED.search(answer.body.decode())
    said = (found[1] or found[2]) if found else "(no words found)"
    return _NAMES.sub("…", " ".join(_TAG.sub(" ", said).split()))[:160]
