"""The environment of pages renders what Jinja's own does."""

import pytest
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from workbench.web.environment import PageEnvironment


@pass_context
def names_known(context: Context) -> str:
    return ", ".join(sorted(name for name in context.get_all() if name.startswith("my_")))


VALUES = {
    "my_text": "<b> & 'co'",
    "my_markup": Markup("<b>"),
    "my_numbers": [0, -3, 2.5, True],
    "nothing": None,
    "names_known": names_known,
    "shout": lambda words, times=1: words.upper() * times,
    "join": ", ".join,
}
MACRO = (
    "{% macro box(words, kind='p') %}<{{ kind }}>{{ words }}{{ caller() if caller }}{% endmacro %}"
)
TEMPLATES = {
    "values": "{{ my_text }} {{ my_markup }} {{ missing }} {{ nothing }} {{ my_text|safe }}",
    "numbers": "{% for number in my_numbers %}{{ number }};{{ shout('a', times=2) }}{% endfor %}",
    "functions": "{{ names_known() }} {{ join(['<', '>']) }} {{ my_text.upper() }}",
    "macros": MACRO + "{{ box(my_text) }}{{ box('<', kind='i') }}",
    "a caller": MACRO + "{% call box('x') %}{{ my_text }}{% endcall %}",
    "a loop": "{% for n in my_numbers %}{% set my_own = n %}{{ names_known() }}{% endfor %}",
    "a block": "{% block b %}{{ shout(my_text) }}{% endblock %}",
    "no escaping": "{% autoescape false %}{{ my_text }}{% endautoescape %}",
}


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_says_the_same_as_anywhere(kind: str) -> None:
    own = PageEnvironment.__new__(PageEnvironment)
    Environment.__init__(own, autoescape=True)  # not Flask's, whose loader wants an application
    said, expected = (
        environment.from_string(TEMPLATES[kind]).render(VALUES)
        for environment in (own, Environment(autoescape=True))
    )
    assert said == expected
