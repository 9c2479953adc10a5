# shellcheck shell=bash
# The declarations repository: a bare repository behind HTTP with user name and token, as GitHub would be.

git_port=

make_repository() {
  local repository=$state/git/declarations.git
  [[ -d $repository ]] && return
  mkdir -p -- "$state/git"
  rm -rf -- "$repository.new"
  git init -q --bare --template= --initial-branch=main -- "$repository.new"
  # As at a hosting service: broken objects and deleting main are refused, a forced push is not.
  git -C "$repository.new" config receive.fsckObjects true
  git -C "$repository.new" config receive.denyDeleteCurrent refuse
  mv -- "$repository.new" "$repository"
}

git_answers() { ! port_is_free "$git_port"; }

start_git() {
  need_git
  make_repository
  printf '%s\n' "mycopod $(secret git_mycopod) write" "agent $(secret git_agent) read" | write_file "$state/git/accounts"
  git_port=$(choose_port git)
  new_log git
  start git bash "$root/dev.d/git-server" "$state/git" "$git_port"
  wait_until git 20 git_answers
}

repository_page() { printf 'http://127.0.0.1:%s/browse/declarations' "$git_port"; }

# repository_json ACCOUNT [MORE]: how a part reaches the repository; MORE are further members of the object.
repository_json() {
  printf '{"url": "http://127.0.0.1:%s/declarations.git", "username": %s, "token": %s%s}' \
    "$git_port" "$(json "$1")" "$(json "$(secret "git_$1")")" "${2:-}"
}
