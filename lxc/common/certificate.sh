# shellcheck shell=bash
# The certificate made at installation. Renewing keeps its key, which the Agent pins.

certificate_file=$etc/tls/certificate.pem
certificate_key=$etc/tls/key.pem
certificate_days=820

certificate() {
  [[ $role == ui ]] || fail "The certificate is the ui host's."
  case ${1:-show} in
    show)
      openssl x509 -in "$certificate_file" -noout -subject -ext subjectAltName -enddate
      say "SHA-256 $(certificate_fingerprint)"
      ;;
    renew) renew_certificate "${2:-}" ;;
    *) fail "mycopod certificate takes show or renew." ;;
  esac
}

certificate_fingerprint() { openssl x509 -in "$certificate_file" -noout -fingerprint -sha256 | cut -d= -f2; }

# Made here: by us, and signed by nobody else.
is_own_certificate() {
  local subject issuer
  subject=$(openssl x509 -in "$certificate_file" -noout -subject -nameopt RFC2253)
  issuer=$(openssl x509 -in "$certificate_file" -noout -issuer -nameopt RFC2253)
  [[ $subject == subject=CN=*,O=MycoPod && ${subject#subject=} == "${issuer#issuer=}" ]]
}

# renew_certificate [--if-due]: due is one that ends within 30 days.
renew_certificate() {
  local names host
  if ! is_own_certificate; then
    [[ ${1:-} == --if-due ]] || fail "The certificate in $certificate_file is your own: replace both files there; Web takes them without a restart."
    return 0
  fi
  if [[ ${1:-} == --if-due ]] && openssl x509 -in "$certificate_file" -noout -checkend $((30 * 24 * 3600)) >/dev/null; then return 0; fi
  names=$(openssl x509 -in "$certificate_file" -noout -ext subjectAltName | tail -n +2 | tr -d ' ' | sed 's/IPAddress:/IP:/g')
  host=$(openssl x509 -in "$certificate_file" -noout -subject -nameopt multiline | sed -n 's/ *commonName *= //p')
  sign_certificate "$host" "$names"
  say "The certificate is renewed, with the same key. SHA-256 $(certificate_fingerprint)"
}

# sign_certificate HOST NAMES: with the key that is there.
sign_certificate() {
  openssl req -x509 -key "$certificate_key" -sha256 -days "$certificate_days" -subj "/O=MycoPod/CN=$1" \
    -addext "subjectAltName=$2" -addext extendedKeyUsage=serverAuth -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE 2>/dev/null |
    put "$certificate_file" "root:$account" 640
}

# make_certificate HOST: names it by what people type, and by this host's own name.
make_certificate() {
  local host=$1 names
  [[ ! -s $certificate_key || ! -s $certificate_file ]] || return 0
  install -d -m 750 -o root -g "$account" -- "$etc/tls"
  if [[ ! -s $certificate_key ]]; then
    openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt | put "$certificate_key" "root:$account" 640
  fi
  if [[ $host =~ ^[0-9.]+$ || $host == *:* ]]; then names=IP:$host; else names=DNS:$host; fi
  [[ $(hostname) == "$host" ]] || names+=,DNS:$(hostname)
  sign_certificate "$host" "$names"
}
