# shellcheck shell=bash
# The two containers: made, started, on the network, with the release unpacked.

roles=(ui agent)

id_of() { kept "${1^^}_ID"; }

# in_container ROLE COMMAND...
in_container() {
  local id
  id=$(id_of "$1")
  shift
  node pct exec "$id" -- "$@"
}

push() { must "$2 could not be copied into container $(id_of "$1")" pct push "$(id_of "$1")" "$2" "$3" --perms 0600; }

# --- making them ----------------------------------------------------------------------------------------------------

make_container() {
  local role=$1 id
  id=$(id_of "$role")
  case ${found[$role]} in
    ours) say "Container $id, $(kept "${role^^}_HOSTNAME"), is there." ;;
    elsewhere) fail "Container $id is on another node of the cluster. Move it back to this one, then run this again." ;;
    unfinished) fail "$(how_to_remove_unfinished "$id"), then run this again." ;;
    *) make_new_container "$role" ;;
  esac
}

# What there is under the container's number now, as "whose" has it.
standing() {
  if [[ -z $(id_of "$1") ]]; then echo absent; else whose "$(id_of "$1")" "$(kept "${1^^}_HOSTNAME")"; fi
}

# What an earlier run left. What was in a container that is gone is gone too, and the other has to be set up anew with the one that
# takes its place.
declare -A found=()

look_around() {
  local role
  for role in "${roles[@]}"; do
    found[$role]=$(standing "$role") || exit 1
    [[ ${found[$role]} == absent || ${found[$role]} == foreign ]] || continue
    forget "${role^^}_RELEASE" UI_SETUP AGENT_SETUP SHOWN
    if [[ $role == agent ]]; then forget CREDENTIALS; fi
  done
}

# The number is noted before it is used: whatever cuts this short, the next run and lxc/uninstall.sh know where to look.
make_new_container() {
  local role=$1 id reason
  for _ in {1..5}; do
    id=$(free_id "$role") || exit 1
    keep "${role^^}_ID" "$id"
    keep "${role^^}_HOSTNAME" "$(of "$role" hostname)"
    say "Making container $id, $(of "$role" hostname) ..."
    if create_container "$role" "$id"; then return; fi
    reason=$(last_reason)
    [[ $(standing "$role") == foreign && -z $(of "$role" ctid) ]] || fail "Container $id could not be made. $reason
All of the output is in $log"
    say "Somebody else took the number $id meanwhile."
  done
  failed "No number stayed free long enough"
}

free_id() {
  local wanted answer
  wanted=$(of "$1" ctid)
  if [[ -n $wanted ]]; then
    run pvesh get /cluster/nextid --vmid "$wanted" || failed "The number $wanted (var_$1_ctid) cannot be taken"
    answer=$wanted
  else
    answer=$(look /cluster/nextid) || exit 1
  fi
  printf '%s' "${answer//\"/}"
}

# An older pve-container does not take the newest Debian ("unsupported debian version '13.1'"); the one before serves as well.
create_container() {
  local role=$1 id=$2 release status=1 template=
  for release in $(if [[ -n $(kept DEBIAN) ]]; then kept DEBIAN; else echo 13 12; fi); do
    get_template "$release" || continue
    status=0
    create_from "$template" "$role" "$id" || status=$?
    ((status)) || return 0
    last_reason | grep -q 'unsupported debian version' || return 1
    say "This node does not take Debian $release yet."
    keep DEBIAN 12
  done
  [[ -n $template ]] || fail "There is no template of Debian 13 or 12 for $architecture, neither on $var_template_storage nor to download."
  return 1
}

create_from() {
  local net
  net="name=eth0,bridge=$var_brg,ip=$(of "$2" net)"
  [[ $(of "$2" net) == dhcp ]] || net+=",gw=$var_gateway"
  [[ -z $var_vlan ]] || net+=",tag=$var_vlan"
  local options=(--hostname "$(of "$2" hostname)" --cores "$(of "$2" cpu)" --memory "$(of "$2" ram)" --swap 512
    --rootfs "$var_container_storage:$(of "$2" disk)" --net0 "$net" --unprivileged 1 --features nesting=1 --onboot 1 --tags "$tag")
  [[ -z $var_ns ]] || options+=(--nameserver "$var_ns")
  run pct create "$3" "$1" "${options[@]}"
}

# --- on the network -------------------------------------------------------------------------------------------------

start_container() {
  local id status
  id=$(id_of "$1")
  status=$(node pct status "$id" 2>>"$log") || failed "The state of container $id could not be read"
  if [[ $status != "status: running" ]]; then must "Container $id could not be started" pct start "$id"; fi
  wait_for_network "$1"
}

wait_for_network() {
  local role=$1 inner=
  for _ in {1..60}; do
    inner=$(inner_address "$role" 2>>"$log") || true
    [[ -z $inner ]] || break
    sleep 1
  done
  [[ -n $inner ]] || fail "Container $(id_of "$role") got no address within a minute. Look at bridge, VLAN and DHCP server, then run this again."
  keep "${role^^}_ADDRESS" "$inner"
  for _ in {1..30}; do
    if in_container "$role" getent hosts deb.debian.org >>"$log" 2>&1; then return; fi
    sleep 1
  done
  fail "Container $(id_of "$role") has the address $inner and cannot look up deb.debian.org. Look at gateway, name server (var_ns) and firewall, then run this again."
}

inner_address() { in_container "$1" ip -4 -o address show dev eth0 scope global | sed -nE 's|.* inet ([0-9.]+)/.*|\1|p' | head -n 1; }

# --- the release ----------------------------------------------------------------------------------------------------

release_folder() { printf '/opt/mycopod/releases/%s' "$version"; }

unpack_release() {
  local role=$1 inside=/root/mycopod-$1.tar.gz
  [[ -z $(kept "${role^^}_SETUP") && $(kept "${role^^}_RELEASE") != "$version" ]] || return 0
  say "Copying MycoPod $version into container $(id_of "$role") ..."
  push "$role" "$(archive_of "$role")" "$inside"
  # shellcheck disable=SC2016
  must "The release could not be unpacked in container $(id_of "$role")" pct exec "$(id_of "$role")" -- sh -c '
    set -e
    umask 022
    if [ ! -e "$2/VERSION" ]; then
      rm -rf "$2" "$2.new"
      mkdir -p "$2.new"
      tar -xzf "$1" -C "$2.new" --strip-components=1 --no-same-owner
      mv "$2.new" "$2"
    fi
    rm -f "$1"' unpack "$inside" "$(release_folder)"
  keep "${role^^}_RELEASE" "$version"
}
