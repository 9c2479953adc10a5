# shellcheck shell=bash
# The node: its version, its storages and bridges, its container templates.

check_version() {
  local version
  version=$(pveversion </dev/null | sed -nE 's|^pve-manager/([0-9]+\.[0-9]+).*|\1|p')
  case $version in
    8.[4-9] | 8.[1-9][0-9] | 9.*) ;;
    *) fail "This node runs Proxmox VE ${version:-of an unknown version}. MycoPod needs 8.4 or 9. Nothing was done." ;;
  esac
}

architecture=$(dpkg --print-architecture 2>/dev/null || true)

# storages CONTENT: the names of those that can hold it, the one with the most space first.
storages() {
  node pvesm status --content "$1" --enabled 1 2>>"$log" | awk '$3 == "active" { print $6, $1 }' | sort -rn | cut -d' ' -f2
}

# In GiB.
free_space() {
  node pvesm status --storage "$1" 2>>"$log" | awk -v name="$1" '$1 == name { print int($6 / 1024 / 1024) }'
}

bridges_of_node() {
  local answer
  answer=$(look "/nodes/$(this_node)/network" --type any_bridge) || exit 1
  rows iface <<<"$answer" | sort
}

# --- templates ------------------------------------------------------------------------------------------------------

# newest RELEASE: the newest template of that Debian among the names on standard input.
newest() { grep -oE "debian-$1-standard_[0-9.]+-[0-9]+_$architecture\.tar\.[a-z]+" | sort -V | tail -n 1 || true; }

# Sets "template". What is on the storage already is taken as it is.
get_template() {
  local release=$1 there offered name
  there=$(node pveam list "$var_template_storage" 2>>"$log") || failed "The templates on $var_template_storage could not be listed"
  name=$(newest "$release" <<<"$there")
  if [[ -z $name ]]; then
    [[ -n ${is_catalogue_new:-} ]] || run pveam update || warn "The list of templates could not be brought up to date; the one that is there is used."
    is_catalogue_new=yes
    offered=$(node pveam available --section system 2>>"$log") || failed "The list of templates could not be read"
    name=$(newest "$release" <<<"$offered")
    [[ -n $name ]] || return 1
    say "Downloading the template $name to $var_template_storage ..."
    keep TEMPLATE "$var_template_storage:vztmpl/$name"
    must "The template could not be downloaded" pveam download "$var_template_storage" "$name"
  fi
  template=$var_template_storage:vztmpl/$name
}
