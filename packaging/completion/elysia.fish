# fish completion for elysia: the binary itself knows its commands and options.
function __elysia_suggest
    set -l line (commandline -cp)
    elysia "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null | string match -rv '^/'
end
complete -c elysia -f -a '(__elysia_suggest)'
