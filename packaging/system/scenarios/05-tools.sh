# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Checks the package and its files with standard tools
# judge TOOL NAME COMMAND...: checks with a tool where it is installed.
judge() {
    local tool=$1 name=$2
    shift 2
    if command -v "$tool" >/dev/null; then check "$name" "$@"; else skip "$name: no $tool here"; fi
}

judge lintian "lintian" lintian --fail-on error,warning --profile debian "$deb"
judge shellcheck "shellcheck" shellcheck -x packaging/*.sh packaging/man/*.sh packaging/debian/{postinst,prerm,postrm,changelog.sh} \
    packaging/backup/elysia-{backup,restore} packaging/restart-pause packaging/tests/*.sh packaging/system/*.sh packaging/system/scenarios/*.sh packaging/system/certbot
tree=$work/package
dpkg-deb -x "$deb" "$tree"
PATH=$tree/usr/bin:$PATH
complete_bash() {
    # shellcheck disable=SC2016 # for the inner shell
    bash -c '. "$1"; COMP_LINE="elysia bench lo" COMP_POINT=15 COMP_WORDS=(elysia bench lo) COMP_CWORD=2
        _elysia elysia lo bench; [ "${COMPREPLY[*]}" = load ]' - "$tree/usr/share/bash-completion/completions/elysia"
}
check "bash completes elysia bench lo" complete_bash
judge fish "fish completes elysia con" says config \
    fish --no-config -c "source $tree/usr/share/fish/vendor_completions.d/elysia.fish; complete -C 'elysia con'"
judge zsh "zsh takes the completion" zsh -n "$tree/usr/share/zsh/vendor-completions/_elysia"
for page in "$tree"/usr/share/man/man?/*.gz; do
    judge man "man has no complaint about ${page##*/}" test -z "$(LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 >/dev/null)"
done
