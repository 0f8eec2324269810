"""`gongkai completion`: the completion scripts of shells."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the completion script of a shell.

    \b
    bash:  echo 'eval "$(gongkai completion bash)"' >> ~/.bashrc
    zsh:   echo 'eval "$(gongkai completion zsh)"' >> ~/.zshrc
    fish:  gongkai completion fish > ~/.config/fish/completions/gongkai.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None
    click.echo(script(context.find_root().command, {}, "gongkai", "_GONGKAI_COMPLETE").source())
