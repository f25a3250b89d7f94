# shellcheck shell=bash disable=SC2154 # the parts of the test share their variables
# Crash, hang, full disk, reboot: viewers come back by themselves
back() { watching direct 10 && watching wss 10; }
lost_all() { lost direct 10 && lost wss 10; }
quiet_again() { settled direct 10 && settled wss 10; }
begin() { eventually 60 quiet_again && anew direct && anew wss; }

check "all viewers watch" begin
kill -KILL "$(host_pid)"
check "kill -9: every viewer loses its connection" eventually 5 lost_all
check "kill -9: the service is back within 5 s" eventually 5 is_active
check "kill -9: every viewer is back by itself" eventually 20 back
check "kill -9: the stream was interrupted for less than 3 s" figure "longest gap in ms" "$(seen direct gap_ms)" 3000
check "kill -9: the journal says what happened" says "status=9/KILL" journal

check "all viewers watch" begin
kill -STOP "$(host_pid)"
check "hang: the watchdog kills the daemon, and the message is where the guide says (8)" eventually 20 told 8
check "hang: the service is back" eventually 5 is_active
check "hang: every viewer is back by itself" eventually 40 back

check "all viewers watch" begin
inside systemctl restart elysia-avatar
check "restart: viewers are told to reconnect (1001, or nginx's own close)" eventually 5 says 1001 seen direct codes
check "restart: every viewer is back by itself" eventually 20 back
check "restart: the stream was interrupted for less than 3 s" figure "longest gap in ms" "$(seen direct gap_ms)" 3000

for folder in /var/lib/elysia /var/log/elysia /tmp; do
    inside mount -t tmpfs -o size=64k,mode=777 tmpfs $folder
    inside sh -c "cat /dev/zero >$folder/full" 2>/dev/null
done
check "all viewers watch" begin
check "full disk: the daemon starts" inside systemctl restart elysia-avatar
check "full disk: every viewer is back" eventually 20 back
for folder in /var/lib/elysia /var/log/elysia /tmp; do
    inside umount -l $folder
done
inside systemctl restart elysia-avatar
check "after it: every viewer is back" eventually 20 back

check "all viewers watch" begin
check "the machine boots again" reboot
check "reboot: the daemon runs again" eventually 20 is_active
check "reboot: every viewer is back by itself" eventually 40 back
