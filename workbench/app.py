"""The application: the only place that knows every room."""

from collections.abc import Mapping, Sequence
from functools import partial

from flask import Blueprint, Flask
from flask_babel import Babel
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from workbench.accounts.gate import forget_what_was_sent, login_manager
from workbench.accounts.passwords import Passwords
from workbench.accounts.sessions import SIGNED_IN_FOR
from workbench.accounts.views import blueprint as accounts
from workbench.articles.incoming import user_agent
from workbench.articles.views import blueprint as articles
from workbench.articles.views import files
from workbench.articles.word_difference import word_difference
from workbench.claims.presence import forget_presences
from workbench.config import ASSETS, LONGEST_UPLOAD, Settings
from workbench.db import Database
from workbench.discussion.mailing import MAIL, Post, ask_for_due_mail, send_mail
from workbench.evidence.comparing import compare_snapshots
from workbench.evidence.looking import look
from workbench.evidence.queries import may_edit
from workbench.history.addresses import forgetting_addresses
from workbench.jobs.work import Handler
from workbench.jobs.worker import Timer, Worker
from workbench.messages.limits import forget_senders
from workbench.messages.views import blueprint as messages
from workbench.messages.views import send as send_message
from workbench.policies.views import blueprint as policies
from workbench.publishing.cards import blueprint as cards
from workbench.publishing.desks import blueprint as desks
from workbench.publishing.editor_views import blueprint as publish
from workbench.publishing.embeds import blueprint as embeds
from workbench.publishing.file_pages import blueprint as edition_files
from workbench.publishing.internal_pack_views import blueprint as internal_packs
from workbench.publishing.internal_packs import MAKE_INTERNAL
from workbench.publishing.kept_files import MAKE, ask_for_missing_files
from workbench.publishing.making_files import make_file, make_internal_pack
from workbench.publishing.views import blueprint as publishing
from workbench.publishing.withdrawal_views import blueprint as withdrawing
from workbench.screens.agreement import blueprint as agreement_screen
from workbench.screens.archives import blueprint as archives_screen
from workbench.screens.arranging import blueprint as arranging_screen
from workbench.screens.articles import blueprint as articles_screen
from workbench.screens.bulk import blueprint as bulk_screen
from workbench.screens.citations import blueprint as citations_screen
from workbench.screens.claims import blueprint as claims_screen
from workbench.screens.confidants import blueprint as confidants
from workbench.screens.contacts import blueprint as contacts_screen
from workbench.screens.desk import blueprint as desk_screen
from workbench.screens.desk_site import blueprint as desk_site_screen
from workbench.screens.history.views import blueprint as history_screen
from workbench.screens.jobs import blueprint as jobs_screen
from workbench.screens.mail_settings import blueprint as mail_settings_screen
from workbench.screens.merging import blueprint as merging_screen
from workbench.screens.message_claims import blueprint as message_claims
from workbench.screens.messages import blueprint as messages_screen
from workbench.screens.navigation import register_navigation
from workbench.screens.news import blueprint as news_screen
from workbench.screens.notices import blueprint as notices_screen
from workbench.screens.pace import blueprint as pace_screen
from workbench.screens.passing_on import blueprint as passing_on_screen
from workbench.screens.proposals import blueprint as proposals_screen
from workbench.screens.readings.views import blueprint as readings_screen
from workbench.screens.record import register_record
from workbench.screens.remarks import blueprint as remarks_screen
from workbench.screens.review import blueprint as review_screen
from workbench.screens.snapshots import blueprint as snapshots_screen
from workbench.screens.sources import blueprint as sources_screen
from workbench.screens.topics import blueprint as topics_screen
from workbench.screens.undoing import blueprint as undoing_screen
from workbench.screens.unsubscribing import blueprint as unsubscribing
from workbench.screens.unsubscribing import end as end_mail
from workbench.screens.versions.views import blueprint as versions_screen
from workbench.screens.watching import blueprint as watching_screen
from workbench.screens.withholding import blueprint as withholding_screen
from workbench.screens.words.views import blueprint as words_screen
from workbench.screens.workbench.views import blueprint as workbench_screen
from workbench.site.datafeed import blueprint as datafeed
from workbench.site.feeding import blueprint as feeding
from workbench.site.list_files import blueprint as list_files
from workbench.site.views import blueprint as site_pages
from workbench.sources.archive_keeping import KEEP, keep_in_archive
from workbench.sources.archiving import ARCHIVE, look_in_archive
from workbench.sources.comparing_snapshots import COMPARE
from workbench.sources.fetching import FETCH, fetch_snapshot
from workbench.sources.watching import LOOK, ask_for_due_looks
from workbench.storage.files import FileStore
from workbench.verdicts.views import blueprint as scales
from workbench.web import database as web_database
from workbench.web import memory, site
from workbench.web.assets import register_assets
from workbench.web.environment import PageEnvironment
from workbench.web.errors import register_errors
from workbench.web.filters import register_filters
from workbench.web.headers import register_headers
from workbench.web.once import register_once
from workbench.web.streams import register_streams
from workbench.web.submissions import register_carried_out
from workbench.web.words import register_words

WORKER = "workbench.worker"
BLUEPRINTS: tuple[Blueprint, ...] = (
    publishing,
    publish,
    desks,
    site_pages,
    feeding,
    list_files,
    withdrawing,
    edition_files,
    internal_packs,
    datafeed,
    embeds,
    cards,
    messages,
    desk_screen,
    history_screen,
    articles_screen,
    articles,
    workbench_screen,
    news_screen,
    words_screen,
    versions_screen,
    topics_screen,
    remarks_screen,
    readings_screen,
    review_screen,
    claims_screen,
    bulk_screen,
    undoing_screen,
    pace_screen,
    contacts_screen,
    withholding_screen,
    messages_screen,
    message_claims,
    sources_screen,
    merging_screen,
    confidants,
    proposals_screen,
    snapshots_screen,
    citations_screen,
    watching_screen,
    archives_screen,
    passing_on_screen,
    arranging_screen,
    policies,
    scales,
    notices_screen,
    mail_settings_screen,
    unsubscribing,
    agreement_screen,
    jobs_screen,
    desk_site_screen,
    accounts,
)


def timers(settings: Settings) -> Sequence[Timer]:
    """What is looked at again and again, whoever asks for it or nobody."""
    forget_addresses = forgetting_addresses(after_days=settings.address_days)
    forgetting = (forget_senders, forget_addresses, forget_presences)
    mailing = (ask_for_due_mail,) if settings.mail else ()
    return (ask_for_due_looks, ask_for_missing_files, *forgetting, *mailing)


def create_app(settings: Settings | None = None, threads: int = 8) -> Flask:
    """A workbench with its database and files. Settings come from the environment by default.

    `threads`: with how many the process answers.
    """
    settings = settings or Settings.from_environment()
    app = Flask("workbench", template_folder=ASSETS / "templates", static_folder=ASSETS / "static")
    _configure(app, settings)
    _furnish(app, settings)
    register_streams(app, threads)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def handlers(settings: Settings, files: FileStore) -> Mapping[str, Handler]:
    """How work in the background is done, by the kind of job."""
    agent = user_agent(settings.public_url)
    fetch = partial(fetch_snapshot, files=files, user_agent=agent)
    archive = partial(
        look_in_archive, archive=settings.archive_url, user_agent=agent, may_edit=may_edit
    )
    keep = partial(
        keep_in_archive, archive=settings.archive_save_url, user_agent=agent, may_edit=may_edit
    )
    return {
        FETCH: fetch,
        LOOK: partial(look, fetch=fetch),
        COMPARE: compare_snapshots,
        MAKE: partial(make_file, files=files, secret_key=settings.secret_key),
        MAKE_INTERNAL: partial(make_internal_pack, files=files, secret_key=settings.secret_key),
        **({ARCHIVE: archive} if settings.archive_url else {}),
        **({KEEP: keep} if settings.archive_save_url else {}),
        **_mailing(settings),
    }


def _mailing(settings: Settings) -> Mapping[str, Handler]:
    if settings.mail is None:
        return {}
    post = Post(settings.mail, settings.public_url, settings.secret_key)
    return {MAIL: partial(send_mail, post=post)}


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="workbench",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        # The cookie outlives the sign-in it names, so that the token of a form left open still
        # holds when its words are given back; and it is not sent anew with every answer.
        PERMANENT_SESSION_LIFETIME=2 * SIGNED_IN_FOR,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=LONGEST_UPLOAD + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=LONGEST_UPLOAD + 1024 * 1024,
        # People leave a form open all day; the token lasts as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_environment = PageEnvironment
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]


def _furnish(app: Flask, settings: Settings) -> None:
    app.extensions[site.EXTENSION] = settings
    database = app.extensions[web_database.EXTENSION] = Database(settings.database_url)
    store = app.extensions[files.EXTENSION] = FileStore(settings.files)
    app.extensions[WORKER] = Worker(database, handlers(settings, store), timers(settings))
    app.extensions["workbench.passwords"] = Passwords(settings.argon2)
    app.extensions[memory.EXTENSION] = memory.Memory()
    Babel(app)
    # Readers get no cookie that could hold a token; their form has a signed ticket instead. Mail
    # programs end e-mail without a session (RFC 8058); the address they send to is signed.
    csrf = CSRFProtect(app)
    csrf.exempt(send_message)
    csrf.exempt(end_mail)
    login_manager.init_app(app, add_context_processor=False)
    register_assets(app)
    register_carried_out(app, forget_what_was_sent)
    register_errors(app)
    register_filters(app)
    app.add_template_global(word_difference)
    register_headers(app)
    register_navigation(app)
    register_once(app)
    register_record(app)
    register_words(app)
