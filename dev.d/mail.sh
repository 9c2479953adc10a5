# shellcheck shell=bash
# The mail server: it takes every message, hands none on, and shows them on a page of its own.

mail_port=
mail_page_port=
mail_program=

mail_version() { sed -nE 's/.*"rnwood\.smtp4dev": *\{ *"version": *"([^"]+)".*/\1/p' "$root/.config/dotnet-tools.json"; }

# The tool's program in the package folder: run as it is, so that signals reach it and not a wrapper.
find_mail_program() {
  local folder
  folder=$(dotnet nuget locals global-packages --list --force-english-output | sed -n 's/^global-packages: //p')
  mail_program=$(compgen -G "${folder%/}/rnwood.smtp4dev*/$(mail_version)/tools/*/*/Rnwood.Smtp4dev.dll" | head -1) || true
  [[ -n $mail_program ]]
}

install_mail() {
  if find_mail_program; then return; fi
  say "Installing the mail server ..."
  umask "$usual_umask"
  run_step env -C "$root" dotnet tool restore >"$logs/tools.log" 2>&1 || {
    last_lines tools
    fail "The mail server could not be installed."
  }
  umask 077
  find_mail_program || fail "The mail server is installed, but its program is not where it should be. See $logs/tools.log"
}

mail_answers() { ! port_is_free "$mail_port" && ! port_is_free "$mail_page_port"; }

# Settings are locked, so that nobody can make it hand messages on; its keys and data stay in the state folder.
start_mail() {
  if [[ -z $mail_port ]]; then
    mail_port=$(choose_port mail)
    mail_page_port=$(choose_port mail-page)
  fi
  mkdir -p -- "$state/mail"
  new_log mail
  start mail env -C "$state/mail" "HOME=$state/mail" dotnet "$mail_program" --nousersettings --locksettings \
    --baseappdatapath="$state/mail" --db=messages.db --hostname=localhost --bindaddress=127.0.0.1 --allowremoteconnections- \
    --disableipv6 --smtpport="$mail_port" --imapport= --pop3port= --urls="http://127.0.0.1:$mail_page_port" \
    --installpath="$(dirname -- "$mail_program")"
  wait_until mail 60 mail_answers
  printf '%s\n' "http://127.0.0.1:$mail_page_port" | write_file "$run/mail.url"
}

mail_json() {
  printf '{"host": "127.0.0.1", "port": %s, "security": "none", "from": "MycoPod <mycopod@mycopod.example>"}' "$mail_port"
}
