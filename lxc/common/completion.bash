# shellcheck shell=bash
# Completion of the mycopod command; installed into /usr/share/bash-completion/completions.
_mycopod() {
  local word=${COMP_WORDS[COMP_CWORD]}
  mapfile -t COMPREPLY < <(compgen -W "$(mycopod __complete "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)" -- "$word")
}
complete -o default -F _mycopod mycopod
