# shellcheck shell=bash
# What the Agent may do on the cluster: a role, a user without password, an API token, and the file that tells the Agent of them.

# What step kinds ask for. VM.Monitor became VM.GuestAgent.* with Proxmox VE 9: those are taken that the cluster knows.
privileges=(
  VM.Allocate VM.Audit VM.Backup VM.Clone VM.Migrate VM.PowerMgmt VM.Snapshot VM.Snapshot.Rollback
  VM.Config.CDROM VM.Config.CPU VM.Config.Cloudinit VM.Config.Disk VM.Config.HWType VM.Config.Memory VM.Config.Network VM.Config.Options
  VM.Monitor VM.GuestAgent.Audit VM.GuestAgent.Unrestricted
  Datastore.Allocate Datastore.AllocateSpace Datastore.AllocateTemplate Datastore.Audit
  Pool.Allocate Pool.Audit SDN.Allocate SDN.Audit SDN.Use
  Sys.AccessNetwork Sys.Audit Sys.Console Sys.Modify
)
# Steps on users, groups, roles and permissions. Who may grant may grant everything.
managing_privileges=(Group.Allocate Permissions.Modify Realm.AllocateUser User.Modify)

give_access() {
  [[ -z $(kept AGENT_SETUP) && -z $(kept CREDENTIALS) ]] || return 0
  say "Making role, user and API token on the cluster ..."
  make_role
  make_user
  make_token
  grant_role
  hand_over_credentials
}

token_id() { printf '%s!%s' "$var_user" "$var_token"; }

wanted_privileges() {
  local wanted=("${privileges[@]}") known
  if [[ $var_manage_access == yes ]]; then wanted+=("${managing_privileges[@]}"); fi
  known=$(look /access/roles/Administrator) || exit 1
  # shellcheck disable=SC2016
  printf '%s' "$known" | perl -MJSON::PP -e 'my $known = decode_json(do { local $/; <STDIN> }); print join(",", grep { $known->{$_} } @ARGV)' -- "${wanted[@]}"
}

# What is there already and was not made here is used where it serves, and is never taken away.
make_role() {
  local wanted roles present
  wanted=$(wanted_privileges) || exit 1
  roles=$(look /access/roles) || exit 1
  present=$(rows roleid privs <<<"$roles" | sed -n "s/^$var_role|/|/p")
  if [[ -z $present ]]; then
    keep ROLE "$var_role"
    must "The role $var_role could not be made" pveum role add "$var_role" --privs "$wanted"
  elif ! holds "${present#|}" "$wanted"; then
    [[ $(kept ROLE) == "$var_role" ]] || fail "There is a role $var_role already, with other privileges. Name another with var_role."
    must "The role $var_role could not be changed" pveum role modify "$var_role" --privs "$wanted"
  fi
}

holds() {
  local privilege
  for privilege in ${2//,/ }; do [[ ",$1," == *",$privilege,"* ]] || return 1; done
}

make_user() {
  local users
  users=$(look /access/users) || exit 1
  if rows userid <<<"$users" | grep -qxF "$var_user"; then return; fi
  keep USER "$var_user"
  must "The user $var_user could not be made" pveum user add "$var_user" --comment "MycoPod's Agent"
}

# A secret is shown once. Where an earlier run made the token and came no further, it is made anew.
make_token() {
  local tokens answer
  tokens=$(look "/access/users/$var_user/token") || exit 1
  if rows tokenid <<<"$tokens" | grep -qxF "$var_token"; then
    [[ $(kept TOKEN) == "$(token_id)" ]] || fail "There is a token $(token_id) already. Name another with var_token."
    must "The token $(token_id) could not be made anew" pveum user token delete "$var_user" "$var_token"
  fi
  keep TOKEN "$(token_id)"
  answer=$(node pveum user token add "$var_user" "$var_token" --privsep 1 --comment "MycoPod's Agent" --output-format json 2>>"$log") ||
    failed "The token $(token_id) could not be made"
  token_secret=$(sed -nE 's/.*"value" ?: ?"([^"]+)".*/\1/p' <<<"$answer")
  [[ -n $token_secret ]] || fail "The answer to pveum user token add had no secret in it."
}

# The rights of a token end where those of its user end, so both get the role.
grant_role() {
  local answer entries
  answer=$(look /access/acl) || exit 1
  entries=$(rows path type ugid roleid propagate <<<"$answer")
  grant user "$var_user"
  grant token "$(token_id)"
}

grant() {
  if grep -qxF "/|$1|$2|$var_role|1" <<<"$entries"; then return; fi
  keep "ACL_${1^^}" "$2"
  must "$2 could not be given the role $var_role" pveum acl modify / --roles "$var_role" "--${1}s" "$2" --propagate 1
}

# --- the credentials file -------------------------------------------------------------------------------------------

nodes=/etc/pve/nodes
authority=/etc/pve/pve-root-ca.pem

hand_over_credentials() {
  write_credentials
  push agent "$work/proxmox.json" /root/mycopod-proxmox.json
  rm -f -- "$work/proxmox.json"
  token_secret=
  keep CREDENTIALS "handed over"
}

write_credentials() {
  local endpoints=() trust=
  find_endpoints
  {
    printf '{\n  "endpoints": ['
    printf '%s' "$(json "${endpoints[0]}")"
    if ((${#endpoints[@]} > 1)); then printf ', "%s"' "${endpoints[@]:1}"; fi
    printf '],\n  "tokenId": %s,\n  "tokenSecret": %s%s\n}\n' "$(json "$(token_id)")" "$(json "$token_secret")" "$trust"
  } >"$work/proxmox.json"
}

# Sets "endpoints" and "trust". The cluster's own authority is believed for all nodes whose certificate it signed. Where there is
# none such, the system's authorities decide, or the certificate of this node is pinned.
find_endpoints() {
  local answer type name ip local_node
  answer=$(look /cluster/status) || exit 1
  while IFS='|' read -r type name ip local_node; do
    [[ $type == node ]] || continue
    if is_signed_by_cluster "$name"; then
      add_endpoint "$name" "$ip"
    else
      say "The API of node $name shows a certificate of its own."
      if [[ $local_node == 1 ]]; then own_certificate=$name own_ip=$ip; fi
    fi
  done < <(rows type name ip local <<<"$answer")
  if ((${#endpoints[@]})); then
    trust=",
  \"ca\": $(json "$(<"$authority")")"
  else
    pin_own_certificate
  fi
}

certificate_of() {
  local own=$nodes/$1/pveproxy-ssl.pem
  if [[ -e $own ]]; then printf '%s' "$own"; else printf '%s' "$nodes/$1/pve-ssl.pem"; fi
}

is_signed_by_cluster() { openssl verify -CAfile "$authority" -no-CApath -no-CAstore "$(certificate_of "$1")" >>"$log" 2>&1; }

names() { openssl x509 -in "$(certificate_of "$1")" -noout "$2" "$3" 2>>"$log" | grep -q 'does match'; }

# By its address, which the container needs no name server for; by its name where the certificate has no address.
add_endpoint() {
  if [[ -n $2 ]] && names "$1" -checkip "$2"; then
    endpoints+=("https://$(url_host "$2"):8006")
  elif names "$1" -checkhost "$1"; then
    endpoints+=("https://$1:8006")
  else
    say "The certificate of node $1 names neither $2 nor $1: the Agent will not ask this node. pvecm updatecerts --force makes it anew."
  fi
}

url_host() { if [[ $1 == *:* ]]; then printf '[%s]' "$1"; else printf '%s' "$1"; fi; }

pin_own_certificate() {
  [[ -n ${own_certificate:-} ]] || fail "No node has a certificate by which it could be believed. pvecm updatecerts --force makes them anew."
  local file fingerprint
  file=$(certificate_of "$own_certificate")
  if openssl verify -untrusted "$file" "$file" >>"$log" 2>&1; then
    endpoints=("https://$(openssl x509 -in "$file" -noout -ext subjectAltName | grep -oE 'DNS:[^, *]+' | head -n 1 | cut -d: -f2):8006")
  else
    fingerprint=$(openssl x509 -in "$file" -noout -fingerprint -sha256 | cut -d= -f2)
    endpoints=("https://$(url_host "$own_ip"):8006")
    trust=",
  \"tlsFingerprint\": $(json "$fingerprint")"
  fi
}
