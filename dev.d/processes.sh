# shellcheck shell=bash
# Starting, watching and stopping processes: only our own children, always by process id.

declare -A pids=()    # the services that run now, by name
declare -A failures=() # when a service that is started again has ended, in seconds
step_pid=
ended_one=
stop_order=(agent web sandbox mail git postgres)
declare -A stop_signal=([postgres]=INT) # INT is PostgreSQL's fast shutdown

# A process group of its own keeps the terminal's Ctrl-C away, so that this script stops things in order; and when this
# script is killed outright, the kernel asks its children to stop.
detached() {
  local signal=$1
  shift
  exec setsid setpriv --pdeathsig "$signal" -- "$@" 6>&- 7>&- 8>&- 9>&-
}

# --- steps: something that has to end before the next thing begins -------------------------------------------------

run_step() {
  detached TERM "$@" </dev/null &
  step_pid=$!
  wait_for_step
}

# With this text on its standard input: the way for secrets, which would be seen on a command line.
run_step_with_input() {
  local input=$1
  shift
  detached TERM "$@" <<<"$input" &
  step_pid=$!
  wait_for_step
}

wait_for_step() {
  local status=0
  wait "$step_pid" || status=$?
  step_pid=
  return "$status"
}

stop_step() {
  [[ -n $step_pid ]] || return 0
  if [[ -s $run/install.pid ]]; then
    say "Waiting for apt to finish the package it is at ..."
    as_root kill -TERM "$(<"$run/install.pid")" 2>/dev/null
    wait "$step_pid" 2>/dev/null
  else
    stop_pid "$step_pid" TERM
  fi
  step_pid=
}

# --- services ------------------------------------------------------------------------------------------------------

# start NAME COMMAND...: output goes to log/NAME.log, the process id to run/NAME.pid.
start() {
  local name=$1
  shift
  detached "${stop_signal[$name]:-TERM}" "$@" </dev/null >>"$logs/$name.log" 2>&1 &
  pids[$name]=$!
  printf '%s\n' "${pids[$name]}" | write_file "$run/$name.pid"
  printf '%s %s\n' "${pids[$name]}" "$(start_time "${pids[$name]}")" | write_file "$run/$name.started"
}

new_log() { if [[ -s $logs/$1.log ]]; then mv -f -- "$logs/$1.log" "$logs/$1.previous.log"; fi; }

alive() { [[ -n ${pids[$1]:-} ]] && kill -0 "${pids[$1]}" 2>/dev/null; }

# wait_until NAME SECONDS COMMAND...: waits until COMMAND succeeds, while the service NAME lives.
wait_until() {
  local name=$1 end=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    alive "$name" || ended "$name"
    ((SECONDS < end)) || not_ready "$name"
    sleep 0.1
  done
}

title() {
  case $1 in
    agent) echo "The Agent" ;;
    web) echo "Web" ;;
    sandbox) echo "The sandbox cluster" ;;
    git) echo "The repository server" ;;
    mail) echo "The mail server" ;;
    postgres) echo "PostgreSQL" ;;
  esac
}

last_lines() {
  printf '  %s\n' "The last lines of $logs/$1.log:" >&7
  tail -n 12 -- "$logs/$1.log" | sed 's/^/  | /' >&7
}

how_it_ended() {
  local status=$1
  if ((status > 128)); then echo "signal $((status - 128))"; else echo "exit code $status"; fi
}

ended() {
  local name=$1 status=0
  wait "${pids[$name]}" 2>/dev/null || status=$?
  last_lines "$name"
  fail "$(title "$name") has ended by itself ($(how_it_ended "$status"))."
}

not_ready() {
  last_lines "$1"
  fail "$(title "$1") was not ready in time."
}

# Asks a process to stop, waits, and in the end kills it together with whatever it has left in its group.
stop_pid() {
  local pid=$1 signal=$2 tries=${3:-150}
  kill -s "$signal" "$pid" 2>/dev/null || true
  while kill -0 "$pid" 2>/dev/null && ((tries-- > 0)); do sleep 0.1; done
  kill -KILL -- "-$pid" 2>/dev/null || true
}

stop_service() {
  local name=$1
  [[ -n ${pids[$name]:-} ]] || return 0
  stop_pid "${pids[$name]}" "${stop_signal[$name]:-TERM}"
  wait "${pids[$name]}"
  unset "pids[$name]"
  rm -f -- "$run/$name.pid" "$run/$name.started"
} 2>/dev/null

stop_everything() {
  local name
  trap '' INT TERM HUP PIPE
  set +e
  stop_step
  for name in "${stop_order[@]}"; do stop_service "$name"; done
}

# --- what an earlier run left when it was killed -------------------------------------------------------------------

start_time() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
  # The name in parentheses may contain anything; after it the 20th word is the time of the start since boot.
  read -ra stat <<<"${stat##*) }"
  echo "${stat[19]}"
}

stop_leftovers() {
  local name pid started
  for name in "${stop_order[@]}"; do
    [[ -s $run/$name.started ]] || continue
    read -r pid started <"$run/$name.started" || true
    # The same number and the same start: still that process, and not another one that got its number.
    if [[ -n $started && $(start_time "$pid") == "$started" ]]; then stop_pid "$pid" "${stop_signal[$name]:-TERM}"; fi
    rm -f -- "$run/$name.pid" "$run/$name.started"
  done
}

# --- keeping things running ----------------------------------------------------------------------------------------

# As systemd does in production: started again after a second, given up after five failures in ten seconds.
restart() {
  local name=$1 status=0 time recent=()
  wait "${pids[$name]}" 2>/dev/null || status=$?
  kill -KILL -- "-${pids[$name]}" 2>/dev/null || true
  for time in ${failures[$name]:-}; do
    if ((SECONDS - time < 10)); then recent+=("$time"); fi
  done
  recent+=("$SECONDS")
  failures[$name]="${recent[*]}"
  if ((${#recent[@]} >= 5)); then
    last_lines "$name"
    fail "$(title "$name") has ended five times in ten seconds ($(how_it_ended "$status")). Everything is stopped."
  fi
  say "$(title "$name") has ended ($(how_it_ended "$status")); starting it again."
  sleep 1
  "start_$name"
}

watch() {
  while :; do
    wait_for_an_end
    case $ended_one in
      agent | web | mail) restart "$ended_one" ;;
      *) ended "$ended_one" ;;
    esac
  done
}

# Without bash's own notes about a child that was killed: this script tells it better.
wait_for_an_end() {
  while :; do
    for ended_one in "${!pids[@]}"; do
      alive "$ended_one" || return 0
    done
    sleep 0.3
  done
} 2>/dev/null
