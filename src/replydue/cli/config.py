"""`replydue config`: is the configuration right, what holds, and what may an editor know of it?"""

from __future__ import annotations

import json

import click

from replydue import config as configuration
from replydue.cli.context import mailboxes, settings
from replydue.cli.options import configured_file
from replydue.errors import ConfigError
from replydue.service.examples import failing_examples
from replydue.service.notify import wrong_addresses


@click.group()
def config() -> None:
    """Check or show the configuration."""


@config.command()
@click.option("--json", "as_json", is_flag=True, help="The verdict as an object.")
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Is the configuration right? All problems at once, with their lines; the templates and your examples too."""
    file = configuration.chosen_path(configured_file())
    try:
        for held in mailboxes().values():
            configuration.load_templates(held)
            configuration.refuse(file, ((("examples", place), problem) for place, problem in failing_examples(held)))
            configuration.refuse(file, ((("notify", place), problem) for place, problem in wrong_addresses(held.notify)))
    except ConfigError as error:
        if not as_json:
            raise
        click.echo(json.dumps({"file": str(file), "problems": error.problems or [str(error)]}, ensure_ascii=False))
        ctx.exit(error.exit_code)
    if as_json:
        click.echo(json.dumps({"file": str(file), "problems": []}))
    elif file.exists():
        click.echo(f"{file} is all right.")
    else:
        click.echo(f"There is no {file}: all defaults hold. `replydue init` writes one.")


@config.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of YAML.")
def show(as_json: bool) -> None:
    """What holds: the file, the defaults, the environment and the system together."""
    held = settings()
    click.echo(json.dumps(held.model_dump(mode="json", by_alias=True), indent=2) if as_json else configuration.as_yaml(held).lstrip(), nl=as_json)


@config.command()
def schema() -> None:
    """The JSON Schema of the configuration, for editors."""
    click.echo(json.dumps(configuration.schema(), indent=2))
