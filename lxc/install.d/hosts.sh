# shellcheck shell=bash
# MycoPod inside the containers: the setup scripts do it; this hands them what they need, and takes it away again.

# set_up ROLE OPTION...: shown while it goes on. The locale of the node may not exist in the container, and PostgreSQL would not be set up then.
set_up() {
  local role=$1
  shift
  in_container "$role" env LANG=C.UTF-8 LC_ALL=C.UTF-8 bash "$(release_folder)/lxc/$role/setup.sh" "$@" 2>&1 | tee -a -- "$log" | sed -u 's/^/    /'
}

remove_inside() {
  local role=$1
  shift
  must "What is no longer needed could not be removed from container $(id_of "$role")" pct exec "$(id_of "$role")" -- rm -f -- "$@"
}

set_up_ui() {
  [[ -z $(kept UI_SETUP) ]] || return 0
  say "Setting up the ui in container $(id_of ui) ..."
  write_answers
  push ui "$work/answers" /root/mycopod-answers
  rm -f -- "$work/answers"
  local status=0
  set_up ui --answers /root/mycopod-answers --result "/root/mycopod-result-${EPOCHREALTIME//[.,]/}" || status=$?
  remove_inside ui /root/mycopod-answers
  ((status == 0)) || fail "The setup of the ui ended with $status. What it said stands above, and in $log"
  keep UI_SETUP "$version"
}

write_answers() {
  cat >"$work/answers" <<TEXT
public_host=${var_public_host:-$(kept UI_ADDRESS)}
ui_address=$(kept UI_ADDRESS)
agent_address=$(kept AGENT_ADDRESS)
admin_name=$var_admin_name
admin_email=$var_admin_email
repository_url=$var_repository_url
repository_username=$var_repository_username
repository_token=$repository_token
TEXT
}

set_up_agent() {
  [[ -z $(kept AGENT_SETUP) ]] || return 0
  say "Setting up the Agent in container $(id_of agent) ..."
  must "The hand-over could not be fetched from container $(id_of ui)" pct pull "$(id_of ui)" /root/mycopod-agent.tar "$work/agent.tar" --perms 0600
  push agent "$work/agent.tar" /root/mycopod-agent.tar
  rm -f -- "$work/agent.tar"
  local status=0
  set_up agent --hand-over /root/mycopod-agent.tar --proxmox /root/mycopod-proxmox.json || status=$?
  ((status == 0)) || fail "The setup of the Agent ended with $status. What it said stands above, and in $log"
  keep AGENT_SETUP "$version"
}

# Not before both are set up: until then another run may need them.
remove_hand_over() {
  remove_inside agent /root/mycopod-agent.tar /root/mycopod-proxmox.json
  remove_inside ui /root/mycopod-agent.tar
  rm -rf -- "${home:?}/release"
}

# The password stays in the container until it has been shown. The setup tells it once: where an earlier run was cut off behind it, it stands
# in the result of that run.
finish() {
  [[ -n $(kept SHOWN) ]] || show_result
  must "The shown password could not be removed from container $(id_of ui)" pct exec "$(id_of ui)" -- sh -c 'rm -f /root/mycopod-result-*'
  keep INSTALLED "$(kept UI_SETUP)"
  say "MycoPod $(kept INSTALLED) is installed: $(kept ADDRESS)"
}

show_result() {
  local result password
  result=$(in_container ui sh -c 'cat /root/mycopod-result-*' 2>>"$log") || fail "The result of the setup could not be read from container $(id_of ui). Run this again."
  password=$(grep -v '^admin_password=$' <<<"$result" | value_of admin_password)
  password=${password:+$password
                It is shown this once. Change it after signing in.}
  password=${password:-as it was: the account was there already. \"mycopod users reset-password\" inside container $(id_of ui) makes a new one}
  keep ADDRESS "$(value_of address <<<"$result")"
  cat <<TEXT

  Address       $(kept ADDRESS)
  Certificate   SHA-256 $(value_of fingerprint <<<"$result")
                Compare it with what your browser shows before you go on.
  Admin         $(value_of admin_name <<<"$result")
  Password      $password

The ui is container $(id_of ui), the Agent container $(id_of agent); "mycopod doctor" inside looks at everything.
Commands in containers and on nodes are off; docs/configuration.md says how to allow them.
$here/uninstall.sh takes all of this away again.
TEXT
  remind_of_dhcp
  keep SHOWN "the password"
}

remind_of_dhcp() {
  if [[ $var_ui_net == dhcp || $var_agent_net == dhcp ]]; then
    echo "Have your DHCP server always give $(kept UI_ADDRESS) and $(kept AGENT_ADDRESS) to them: they know each other by these addresses."
  fi
}
