"""What both exporters share: our templates, our order of formats, the tags that hide cells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbconvert.exporters import TemplateExporter
from traitlets.config import Config

from helpers.publish.tables import TABLE_MIME

TEMPLATES = Path(__file__).parent / "templates"
PRIORITY = [
    TABLE_MIME, "image/svg+xml", "image/png", "text/markdown", "text/html", "text/plain",
]  # fmt: skip
"""Of the formats in which an output is given, the first of these is published."""

HIDDEN = {
    "enabled": True,
    "remove_cell_tags": {"remove-cell"},
    "remove_input_tags": {"remove-input", "parameters", "injected-parameters"},
    "remove_all_outputs_tags": {"remove-output"},
}


class Compiled(BytecodeCache):
    """Templates compiled in this process, for environments made anew with the same settings."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket, if its template was compiled before."""
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
        self._code[bucket.key] = bucket.bytecode_to_string()


class ReportExporter(TemplateExporter):
    """Renders a notebook's cells through a template of this package."""

    folder = ""
    escapes = False
    compiled: ClassVar[Compiled]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.compiled = Compiled()  # each its own: what is compiled depends on `escapes`

    def __init__(self, filters: dict[str, Callable[..., Any]]) -> None:
        super().__init__(extra_template_basedirs=[str(TEMPLATES)])
        for name, function in filters.items():
            self.register_filter(name, function)

    @property
    def default_config(self) -> Config:
        """Return nbconvert's settings with ours on top."""
        config = Config(
            {"NbConvertBase": {"display_data_priority": PRIORITY}, "TagRemovePreprocessor": HIDDEN}
        )
        config.merge(super().default_config or Config())
        return config

    def _template_name_default(self) -> str:
        return self.folder

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.bytecode_cache = self.compiled
        environment.autoescape = self.escapes  # data are never markup, unless a filter says so
        return environment
