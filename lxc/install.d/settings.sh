# shellcheck shell=bash
# What is to be made, and where. docs/installation.md says what each variable means.

: "${var_release=}" "${var_container_storage=}" "${var_template_storage=}"
: "${var_brg=}" "${var_gateway=}" "${var_vlan=}" "${var_ns=}"
: "${var_ui_ctid=}" "${var_ui_hostname=}" "${var_ui_net=}" "${var_ui_cpu=}" "${var_ui_ram=}" "${var_ui_disk=}"
: "${var_agent_ctid=}" "${var_agent_hostname=}" "${var_agent_net=}" "${var_agent_cpu=}" "${var_agent_ram=}" "${var_agent_disk=}"
: "${var_role=}" "${var_user=}" "${var_token=}" "${var_manage_access=}"
: "${var_public_host=}" "${var_admin_name=}" "${var_admin_email=}"
: "${var_repository_url=}" "${var_repository_username=}" "${var_repository_token=}" "${var_repository_token_file=}"
repository_token=

# of ROLE SETTING: the value of var_ROLE_SETTING.
of() {
  local name=var_$1_$2
  printf '%s' "${!name}"
}

settle_everything() {
  settle_places
  settle_containers
  settle_access
  settle_people
  report_problems
  check_space
}

settle_places() {
  local containers templates bridges
  mapfile -t containers < <(storages rootdir)
  mapfile -t templates < <(storages vztmpl)
  mapfile -t bridges < <(bridges_of_node)
  ((${#containers[@]})) || fail "No active storage of this node holds containers: allow the content \"Container\" (rootdir) on one."
  ((${#templates[@]})) || fail "No active storage of this node holds container templates: allow the content \"Container template\" (vztmpl) on one."
  ((${#bridges[@]})) || fail "This node has no bridge, or did not tell of it. See $log"
  settle var_container_storage "${containers[0]}" one_of "$(unless_made "Storage of the containers")" "${containers[@]}"
  settle var_template_storage "${templates[0]}" one_of "$(unless_made "Storage of the container templates")" "${templates[@]}"
  settle var_brg "${bridges[0]}" one_of "$(unless_made "Bridge")" "${bridges[@]}"
}

# Nothing is asked about containers that are there already.
unless_made() { [[ -n $(kept AGENT_ID) ]] || printf '%s' "$1"; }

settle_containers() {
  local advanced=no
  if ! is_unattended && [[ -z $(kept AGENT_ID) ]]; then
    advanced=$(question "Set sizes, numbers, names, VLAN and name server too? (yes, no)" no yes_or_no) || exit 1
  fi
  settle_container ui mycopod-ui 2 2048 8 "$advanced"
  settle_container agent mycopod-agent 1 1024 4 "$advanced"
  if [[ $var_ui_net != dhcp || $var_agent_net != dhcp ]]; then settle var_gateway "" gateway "$(unless_made "Gateway")"; fi
  settle var_vlan "" vlan "$(only "$advanced" "VLAN (empty: none)")"
  settle var_ns "" name_server "$(only "$advanced" "Name server (empty: that of the node)")"
  check_containers
}

# settle_container ROLE NAME CORES MEMORY DISK ADVANCED
settle_container() {
  local role=$1 name=$2 advanced=$6
  settle "var_${role}_net" dhcp address "$(unless_made "Address of $name (dhcp, or as in 192.168.1.20/24)")"
  settle "var_${role}_ctid" "" container_id "$(only "$advanced" "Number of $name (empty: the next free one)")"
  settle "var_${role}_hostname" "$name" host_name "$(only "$advanced" "Host name of $name")"
  settle "var_${role}_cpu" "$3" whole_number "$(only "$advanced" "Cores of $name")"
  settle "var_${role}_ram" "$4" whole_number "$(only "$advanced" "Memory of $name in MiB")"
  settle "var_${role}_disk" "$5" whole_number "$(only "$advanced" "Disk of $name in GiB")"
}

only() { if [[ $1 == yes ]]; then printf '%s' "$2"; fi; }

check_containers() {
  [[ $var_ui_net == dhcp || $var_ui_net != "$var_agent_net" ]] || problems+=("var_agent_net is \"$var_agent_net\": an address of its own, this is that of the ui")
  [[ -z $var_ui_ctid || $var_ui_ctid != "$var_agent_ctid" ]] || problems+=("var_agent_ctid is \"$var_agent_ctid\": a number of its own, this is that of the ui")
  [[ $var_ui_hostname != "$var_agent_hostname" ]] || problems+=("var_agent_hostname is \"$var_agent_hostname\": a name of its own, this is that of the ui")
}

settle_access() {
  keep_names
  settle var_role MycoPod access_name ""
  settle var_user mycopod@pve pve_user ""
  settle var_token agent access_name ""
  settle var_manage_access no yes_or_no \
    "May MycoPod manage users and permissions of the cluster too? That makes its token as powerful as an administrator (yes, no)"
}

# What was made keeps its name, whatever the variables say now.
keep_names() {
  local token
  token=$(kept TOKEN)
  [[ -z $(kept ROLE) ]] || var_role=$(kept ROLE)
  [[ -z $(kept USER) ]] || var_user=$(kept USER)
  [[ -z $token ]] || { var_user=${token%!*} && var_token=${token#*!}; }
}

settle_people() {
  [[ -z $(kept UI_SETUP) ]] || return 0
  settle var_public_host "" public_host "Name or address people will type (empty: the container's address)"
  settle var_admin_name admin account_name "Name of the first Admin"
  settle var_admin_email "" email "E-mail address of the Admin"
  settle var_repository_url "" repository_url "Address of the declarations repository (empty: a local one)"
  if [[ -n $var_repository_url ]]; then settle_repository; fi
}

# The token is not kept anywhere on the node.
settle_repository() {
  settle var_repository_username git repository_user "User name for the repository"
  if [[ -n $var_repository_token_file ]]; then
    repository_token=$(cat -- "$var_repository_token_file") || fail "var_repository_token_file cannot be read."
  else
    repository_token=$var_repository_token
  fi
  if [[ -z $repository_token ]] && ! is_unattended; then
    ask_secret "Token for the repository"
    repository_token=$reply
  fi
  [[ -n $repository_token && $repository_token != *$'\n'* ]] || problems+=("var_repository_token is missing: one line, who may push to $var_repository_url")
}

check_space() {
  local needed=0 free
  [[ -n $(kept UI_ID) ]] || needed=$((needed + var_ui_disk))
  [[ -n $(kept AGENT_ID) ]] || needed=$((needed + var_agent_disk))
  free=$(free_space "$var_container_storage")
  ((${free:=0} >= needed)) || fail "The storage $var_container_storage has $free GiB free, and the containers take $needed GiB. Choose another with var_container_storage."
}
