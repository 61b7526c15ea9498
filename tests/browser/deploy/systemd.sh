#!/bin/sh
# Become systemd, with the dashboard set up as docs/deployment.md says, in namespaces of its own:
#   unshare --mount --pid --fork --ipc --uts --cgroup --mount-proc sh systemd.sh SITE PYTHON PACKAGES
# SITE has program/, data/, venv/, units/, environment and secrets.toml. PYTHON is where Python is
# installed, and PACKAGES its site-packages. Nothing changes outside the namespaces.
set -eu
site=$1 python=$2 packages=$3

mount --make-rprivate /
mount -t tmpfs tmpfs /run
mkdir /run/etc /run/etc-work /run/systemd /run/lock /run/site
mount -t overlay overlay -o lowerdir=/etc,upperdir=/run/etc,workdir=/run/etc-work /etc
echo 'mvp-dashboard:x:10001:10001::/srv/mvp-dashboard:/usr/sbin/nologin' >> /etc/passwd
echo 'mvp-dashboard:x:10001:' >> /etc/group
echo 0123456789abcdef0123456789abcdef > /etc/machine-id
install -d -g mvp-dashboard -m 750 /etc/mvp-dashboard
install -g mvp-dashboard -m 640 "$site/environment" "$site/secrets.toml" /etc/mvp-dashboard/

# Python and the site may be in a folder that the unit hides, such as /root.
mount -t tmpfs tmpfs /srv
mkdir /srv/mvp-dashboard /srv/mvp-data /srv/python
mount --bind -o ro "$python" /srv/python
mount --bind "$site/program" /srv/mvp-dashboard
mount --bind "$site/venv" /srv/mvp-dashboard/.venv
mount --bind -o ro "$packages" /srv/mvp-dashboard/.venv/lib/$(basename "$(dirname "$packages")")/site-packages
mount --bind "$site/data" /srv/mvp-data
chown -R mvp-dashboard:mvp-dashboard /srv/mvp-data

exec env -i PATH="$PATH" container=test SYSTEMD_UNIT_PATH="$site/units" \
    SYSTEMD_GENERATOR_PATH=/nonexistent SYSTEMD_ENVIRONMENT_GENERATOR_PATH=/nonexistent \
    /lib/systemd/systemd --system --unit=site.target
