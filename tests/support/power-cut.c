/*
 * A disk that forgets what was not synced, and that can be full.
 *
 * Preloaded into a process, it remembers each write and each truncation of a file below DISK_FOLDER until that file is
 * synced. A line on the descriptor DISK_SWITCH cuts the power: "all" undoes everything that was not synced, "half <seed>"
 * lets a random half of the sectors of 512 bytes survive, in the order in which they were written. Then the process is
 * killed. A switch that is closed without a word does nothing.
 *
 * With DISK_ROOM=n the first n writes below the folder succeed and every later one finds no room, or, with
 * DISK_THEN=readOnly, a file system that the kernel has turned read-only after an error.
 *
 * What it does not model: file names (a new, renamed or removed file is at once where it belongs) and a drive that lies
 * about its flushes. Maps of shared memory are not seen.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define SECTOR 512

/* A write of `length` bytes at `at`, or, with after == NULL, a truncation to `at`. */
struct change {
  unsigned long serial;
  dev_t device;
  ino_t inode;
  char *path;
  off_t at;
  size_t length;
  char *after;
  /* What lay there, as far as the file reached. */
  char *before;
  size_t before_length;
  off_t size_before;
};

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *folder;
static long room = -1;
static int refusal = ENOSPC;
static struct change *changes;
static size_t count, capacity;
static unsigned long made;

static void fail(const char *what) {
  perror(what);
  _exit(99);
}

static void *space(size_t bytes) {
  void *made = malloc(bytes ? bytes : 1);
  if (!made) fail("power-cut: malloc");
  return made;
}

/* Whether the descriptor is a file below the folder; then its path. */
static int is_watched(int fd, char path[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, strlen(folder)) == 0;
}

/* Before the deed: keeps what it is about to destroy. */
static void remember(int fd, const char *path, const void *bytes, size_t length, off_t at) {
  struct stat file;
  if (fstat(fd, &file) != 0 || !S_ISREG(file.st_mode)) return;
  if (count == capacity) {
    capacity = capacity ? capacity * 2 : 1024;
    changes = realloc(changes, capacity * sizeof *changes);
    if (!changes) fail("power-cut: realloc");
  }
  struct change *one = &changes[count++];
  size_t endangered = bytes ? length : (file.st_size > at ? (size_t)(file.st_size - at) : 0);
  *one = (struct change){++made, file.st_dev, file.st_ino, strdup(path), at, length, NULL, space(endangered), 0, file.st_size};
  if (bytes) one->after = memcpy(space(length), bytes, length);
  /* Through a descriptor of its own: this one may be open for writing only. */
  int reader = open(path, O_RDONLY | O_CLOEXEC);
  if (reader < 0) fail("power-cut: open");
  ssize_t got = pread(reader, one->before, endangered, at);
  close(reader);
  if (got < 0) fail("power-cut: pread");
  one->before_length = (size_t)got;
}

static void forget(dev_t device, ino_t inode, unsigned long until) {
  size_t kept = 0;
  for (size_t index = 0; index < count; index++) {
    struct change *one = &changes[index];
    if (one->serial <= until && one->device == device && one->inode == inode) {
      free(one->path);
      free(one->after);
      free(one->before);
    } else {
      changes[kept++] = *one;
    }
  }
  count = kept;
}

static void undo(const struct change *one) {
  int fd = open(one->path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (real_pwrite(fd, one->before, one->before_length, one->at) < 0) fail("power-cut: undo");
  if (real_ftruncate(fd, one->size_before) != 0) fail("power-cut: undo");
  close(fd);
}

static void redo_half(const struct change *one, unsigned *seed) {
  int fd = open(one->path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return;
  if (!one->after) {
    if (rand_r(seed) % 2 && real_ftruncate(fd, one->at) != 0) fail("power-cut: redo");
  }
  for (size_t from = 0; one->after && from < one->length;) {
    size_t to = from + SECTOR - (size_t)((one->at + (off_t)from) % SECTOR);
    if (to > one->length) to = one->length;
    if (rand_r(seed) % 2 && real_pwrite(fd, one->after + from, to - from, one->at + (off_t)from) < 0)
      fail("power-cut: redo");
    from = to;
  }
  close(fd);
}

static void *wait_for_cut(void *argument) {
  int fd = *(int *)argument;
  char line[64] = {0};
  struct pollfd ready = {fd, POLLIN, 0};
  while (poll(&ready, 1, -1) < 0 && errno == EINTR) continue;
  if (read(fd, line, sizeof line - 1) <= 0) return NULL;
  unsigned seed = 0;
  int half = sscanf(line, "half %u", &seed) == 1;
  pthread_mutex_lock(&lock);
  for (size_t index = count; index-- > 0;) undo(&changes[index]);
  for (size_t index = 0; half && index < count; index++) redo_half(&changes[index], &seed);
  kill(getpid(), SIGKILL);
  return NULL;
}

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  folder = getenv("DISK_FOLDER");
  if (getenv("DISK_ROOM")) room = atol(getenv("DISK_ROOM"));
  if (getenv("DISK_THEN") && strcmp(getenv("DISK_THEN"), "readOnly") == 0) refusal = EROFS;
  static int fd;
  if (!folder || !getenv("DISK_SWITCH")) return;
  fd = atoi(getenv("DISK_SWITCH"));
  pthread_t thread;
  if (pthread_create(&thread, NULL, wait_for_cut, &fd) != 0) fail("power-cut: thread");
}

/* `at` < 0: where the descriptor stands. */
static ssize_t watched_write(int fd, const void *bytes, size_t length, off_t at) {
  char path[PATH_MAX];
  if (!folder || !is_watched(fd, path)) return at < 0 ? real_write(fd, bytes, length) : real_pwrite(fd, bytes, length, at);
  pthread_mutex_lock(&lock);
  ssize_t written = -1;
  if (room == 0) {
    errno = refusal;
  } else {
    if (room > 0) room--;
    remember(fd, path, bytes, length, at < 0 ? lseek(fd, 0, SEEK_CUR) : at);
    written = at < 0 ? real_write(fd, bytes, length) : real_pwrite(fd, bytes, length, at);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return written;
}

ssize_t write(int fd, const void *bytes, size_t length) { return watched_write(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return watched_write(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return watched_write(fd, bytes, length, at); }

int ftruncate(int fd, off_t size) {
  char path[PATH_MAX];
  if (!folder || !is_watched(fd, path)) return real_ftruncate(fd, size);
  pthread_mutex_lock(&lock);
  int result = -1;
  /* Shrinking needs no room, but it is a change. */
  if (room == 0 && refusal == EROFS) {
    errno = refusal;
  } else {
    remember(fd, path, NULL, 0, size);
    result = real_ftruncate(fd, size);
  }
  int error = errno;
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

/* What was written before the sync began is safe once it has ended; the power may go in between. */
static int watched_sync(int fd, int (*sync)(int)) {
  char path[PATH_MAX];
  struct stat file;
  if (!folder || !is_watched(fd, path) || fstat(fd, &file) != 0) return sync(fd);
  pthread_mutex_lock(&lock);
  unsigned long until = made;
  pthread_mutex_unlock(&lock);
  int result = sync(fd);
  int error = errno;
  pthread_mutex_lock(&lock);
  if (result == 0) forget(file.st_dev, file.st_ino, until);
  pthread_mutex_unlock(&lock);
  errno = error;
  return result;
}
int fsync(int fd) { return watched_sync(fd, real_fsync); }
int fdatasync(int fd) { return watched_sync(fd, real_fdatasync); }
