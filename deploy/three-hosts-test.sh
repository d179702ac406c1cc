#!/usr/bin/env bash
# Three client hosts and a server on this machine, each a network namespace with its own address; the playbook runs against them.
# Checks that the one report of all three equals the server's own counts; then kills one host half-way. Needs root, iproute2, sshd, Ansible.
#   deploy/three-hosts-test.sh [USERS_OF_EACH_HOST] [DURATION_S]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

users=${1:-1000} duration=${2:-20}
net=10.77.0 bridge=im-stress0 port=10001
clients=(im-client-0 im-client-1 im-client-2)
spaces=(im-server "${clients[@]}")

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

[ "$(id -u)" -eq 0 ] || fail "three-hosts-test: expected root, which network namespaces need, got user $(id -un)"
for tool in ip ssh-keygen ansible-playbook curl python3 /usr/sbin/sshd; do
  command -v "$tool" >/dev/null || fail "three-hosts-test: expected $tool, got none; install it (apt install iproute2 openssh-server openssh-client ansible-core curl)"
done
! ip link show "$bridge" >/dev/null 2>&1 || fail "three-hosts-test: $bridge exists: another test runs, or one was killed (ip link delete $bridge)"

work=$(mktemp -d)
clean_up() {
  set +e # the rest goes on whatever fails
  for space in "${spaces[@]}"; do
    ip netns pids "$space" 2>/dev/null | xargs -r kill -9 2>/dev/null
    ip netns delete "$space" 2>/dev/null
  done
  # The kernel keeps a namespace, and with it its link, until its last TCP connection has timed out.
  for number in $(seq 10 $((9 + ${#spaces[@]}))); do ip link delete "im-veth$number" 2>/dev/null; done
  ip link delete "$bridge" 2>/dev/null
  [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

make_hosts() {
  ip link add "$bridge" type bridge
  ip address add "$net.1/24" dev "$bridge"
  ip link set "$bridge" up
  local number=10 space
  for space in "${spaces[@]}"; do
    ip netns add "$space"
    ip link add "im-veth$number" type veth peer name eth0 netns "$space"
    ip link set "im-veth$number" master "$bridge" up
    ip -n "$space" address add "$net.$number/24" dev eth0
    ip -n "$space" link set eth0 up
    ip -n "$space" link set lo up
    number=$((number + 1))
  done
}

start_sshd() { # NAMESPACE
  ip netns exec "$1" /usr/sbin/sshd -f /dev/null -h "$work/host_key" -o "AuthorizedKeysFile=$work/key.pub" \
    -o StrictModes=no -o UsePAM=no -o PidFile=none -o PermitRootLogin=prohibit-password -o Subsystem="sftp internal-sftp"
}

write_inventory() {
  local number=11 space
  {
    echo '[clients]'
    for space in "${clients[@]}"; do
      echo "$space ansible_host=$net.$number remote_dir=$work/$space"
      number=$((number + 1))
    done
    echo '[clients:vars]'
    echo "ansible_user=root"
    echo "ansible_ssh_private_key_file=$work/key"
    echo "ansible_ssh_common_args='-F /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ConnectTimeout=3 -o ServerAliveInterval=2 -o ServerAliveCountMax=2'"
    echo "ansible_python_interpreter=$(command -v python3)"
  } >"$work/inventory.ini"
}

start_server() {
  ip netns exec im-server ./run-stress-test.sh serve --bind "$net.10" --port "$port" >"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    ! grep -q listening "$work/server.log" || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
  done
  fail "three-hosts-test: the server did not start: $(tail -n 1 "$work/server.log")"
}

stop_server() {
  kill "$server"
  wait "$server" || true
}

play() { # RUN_ID
  ANSIBLE_HOST_KEY_CHECKING=False ANSIBLE_NOCOLOR=1 ansible-playbook -i "$work/inventory.ini" deploy/ansible/run.yml \
    -e "target_url=ws://$net.10:$port/websocket" -e "run_id=$1" -e "results_dir=$work/results" \
    -e "users=$users" -e ramp_up_s=10 -e "duration_s=$duration" -e msg_interval_ms=3000 -e heartbeat_interval_ms=5000 \
    -e lead_s=30 -e progress_s=5 -e "{\"options\": [$options]}" >"$work/$1.log" 2>&1
}

# One machine, perhaps a busy one, carries three load generators and the server: counts are tested here, neither times nor the load generators' bounds.
bounds=(max-cpu-percent=100 max-steal-percent=100 max-throttled-percent=100 max-gc-pause=1m max-event-loop-lag-p99=1m max-send-lateness-p99=1m max-heartbeat-lateness-p99=1m)
options='"--set", "im.thresholds=connections.lost <= 0, messages.lost <= 0, success.login >= 1"'
for bound in "${bounds[@]}"; do options+=", \"--set\", \"im.client.$bound\""; done

make_hosts
ssh-keygen -q -t ed25519 -N '' -f "$work/key"
ssh-keygen -q -t ed25519 -N '' -f "$work/host_key"
mkdir -p /run/sshd
for space in "${clients[@]}"; do start_sshd "$space"; done
write_inventory
./run-stress-test.sh bundle >"$work/bundle.log"

echo "== three hosts with $users users each"
start_server
play whole || { tail -n 40 "$work/whole.log" >&2 && fail 'three-hosts-test: the playbook failed'; }
curl -s "http://$net.10:$port/stats" >"$work/stats.json"
stop_server
python3 deploy/three_hosts_check.py whole "$work/results/whole" "$work/stats.json" "$users"

echo '== one host is killed half-way'
start_server
play torn &
playbook=$!
for _ in $(seq 200); do # until the ramp is over
  online=$(curl -s "http://$net.10:$port/stats" | python3 -c 'import json, sys; print(json.load(sys.stdin)["connectionsOpen"])')
  [ "$online" -lt $((3 * users)) ] || break
  sleep 0.5
done
[ "$online" -ge $((3 * users)) ] || fail "three-hosts-test: expected $((3 * users)) users online, got $online"
sleep $((duration / 2))
ip -n im-client-1 link set eth0 down
ip netns pids im-client-1 | xargs -r kill -9
if wait "$playbook"; then fail 'three-hosts-test: expected the playbook to fail, as a host was lost'; fi
stop_server
grep -q 'expected results of 3 machines, got 2' "$work/torn.log" || { tail -n 40 "$work/torn.log" >&2 && fail 'three-hosts-test: the playbook does not say which failure it was'; }
python3 deploy/three_hosts_check.py torn "$work/results/torn" "$work/stats.json" "$users"
echo 'three hosts: all checks passed'
