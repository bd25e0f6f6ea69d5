#!/bin/busybox sh
# The first process of the virtual machine: loads the modules, mounts the host's disk read-only, hands over to guest.ts.
bb=/bin/busybox
$bb mkdir -p /proc /sys /dev /host
$bb mount -t proc proc /proc
$bb mount -t sysfs sys /sys
$bb mount -t devtmpfs dev /dev
for module in /modules/*.ko; do
  case "$module" in
    *dummy_hcd*) $bb insmod "$module" num=2 ;;
    *) $bb insmod "$module" ;;
  esac || echo "usb-lane: module $module was not loaded"
done
$bb mount -t 9p -o ro,trans=virtio,version=9p2000.L,msize=262144 host /host || echo 'usb-lane: the disk was not mounted'
for folder in dev proc sys; do $bb mount --bind /$folder /host/$folder; done
$bb mount -t tmpfs tmpfs /host/run
$bb mkdir -p /dev/pts /host/run/udev/rules.d
$bb mount -t devpts devpts /dev/pts
$bb mount -t configfs none /host/sys/kernel/config

# In files of this first disk, because the words of a kernel's command line hold no spaces.
project=$($bb cat /project)
node=$($bb cat /node)
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run TMPDIR=/run
$bb cp /host"$project"/build/udev/*.rules /host/run/udev/rules.d/
$bb chroot /host /lib/systemd/systemd-udevd --daemon
$bb chroot /host "$node" "$project/tests/usb/guest.ts"
$bb poweroff -f
