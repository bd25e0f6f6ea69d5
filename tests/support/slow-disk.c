/*
 * A disk that takes SYNC_MS milliseconds longer for every sync, as the memory cards and SSDs of kiosks do. Preloaded into
 * a process; all else is the real disk's.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slowly(const char *name, int file) {
  int (*sync)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  const char *text = getenv("SYNC_MS");
  long ms = text ? atol(text) : 0;
  struct timespec rest = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
  nanosleep(&rest, NULL);
  return sync(file);
}

int fsync(int file) { return slowly("fsync", file); }
int fdatasync(int file) { return slowly("fdatasync", file); }
