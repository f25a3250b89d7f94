# bash completion for elysia: the binary itself knows its commands and options.
_elysia()
{
    local word=${COMP_WORDS[COMP_CWORD]}
    # "/?" and "/h" are for another system.
    mapfile -t COMPREPLY < <(
        compgen -W "$("$1" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null | grep -v '^/')" -- "$word")
}
complete -o default -F _elysia elysia
