/*
 * Preloaded into a process (LD_PRELOAD): keeps a log of everything it does to files under $RECORD_ROOT, and of what it
 * says on standard output, in the one order it happened. power-cut.ts reads the log.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *paths[4096];
static int log_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int recorded(const char *path) {
  const char *root = getenv("RECORD_ROOT");
  return root && path && strncmp(path, root, strlen(root)) == 0;
}

/* One entry: kind, length of the path, offset, length of the data, the path, the data. */
static void note(char kind, const char *path, uint64_t offset, const void *data, uint32_t length) {
  const char *log = getenv("RECORD_LOG");
  if (!log) return;
  uint16_t path_length = (uint16_t)strlen(path);
  size_t size = 15 + path_length + length;
  char *entry = malloc(size);
  entry[0] = kind;
  memcpy(entry + 1, &path_length, 2);
  memcpy(entry + 3, &offset, 8);
  memcpy(entry + 11, &length, 4);
  memcpy(entry + 15, path, path_length);
  if (length) memcpy(entry + 15 + path_length, data, length);
  if (log_fd < 0) log_fd = syscall(SYS_openat, AT_FDCWD, log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  syscall(SYS_write, log_fd, entry, size);
  free(entry);
}

static const char *path_of(int fd) { return fd >= 0 && fd < 4096 ? paths[fd] : NULL; }

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= 4096) return fd;
  pthread_mutex_lock(&lock);
  free(paths[fd]);
  paths[fd] = recorded(path) ? strdup(path) : NULL;
  if (paths[fd] && (flags & (O_CREAT | O_TRUNC))) note((flags & O_TRUNC) ? 'T' : 'O', path, 0, NULL, 0);
  pthread_mutex_unlock(&lock);
  return fd;
}

#define MODE                       \
  mode_t mode = 0;                 \
  if (flags & O_CREAT) {           \
    va_list rest;                  \
    va_start(rest, flags);         \
    mode = va_arg(rest, mode_t);   \
    va_end(rest);                  \
  }

int open(const char *path, int flags, ...) { MODE return opened(REAL(open)(path, flags, mode), path, flags); }
int open64(const char *path, int flags, ...) { MODE return opened(REAL(open64)(path, flags, mode), path, flags); }
int openat(int at, const char *path, int flags, ...) {
  MODE return opened(REAL(openat)(at, path, flags, mode), path, flags);
}

int close(int fd) {
  pthread_mutex_lock(&lock);
  if (path_of(fd)) {
    free(paths[fd]);
    paths[fd] = NULL;
  }
  pthread_mutex_unlock(&lock);
  return REAL(close)(fd);
}

static ssize_t wrote(int fd, const void *data, ssize_t length, off_t offset) {
  if (length > 0 && (path_of(fd) || fd == 1)) {
    pthread_mutex_lock(&lock);
    if (fd == 1) note('A', "", 0, data, length);
    else note('W', path_of(fd), offset, data, length);
    pthread_mutex_unlock(&lock);
  }
  return length;
}

ssize_t write(int fd, const void *data, size_t length) {
  off_t offset = path_of(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
  return wrote(fd, data, REAL(write)(fd, data, length), offset);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  return wrote(fd, data, REAL(pwrite)(fd, data, length, offset), offset);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  return wrote(fd, data, REAL(pwrite64)(fd, data, length, offset), offset);
}

static int did(int result, char kind, int fd, uint64_t offset) {
  if (result == 0 && path_of(fd)) {
    pthread_mutex_lock(&lock);
    note(kind, path_of(fd), offset, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
int ftruncate(int fd, off_t length) { return did(REAL(ftruncate)(fd, length), 'T', fd, length); }
int ftruncate64(int fd, off64_t length) { return did(REAL(ftruncate64)(fd, length), 'T', fd, length); }
int fsync(int fd) { return did(REAL(fsync)(fd), 'S', fd, 0); }
int fdatasync(int fd) { return did(REAL(fdatasync)(fd), 'S', fd, 0); }

int unlink(const char *path) {
  int result = REAL(unlink)(path);
  if (result == 0 && recorded(path)) {
    pthread_mutex_lock(&lock);
    note('U', path, 0, NULL, 0);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
int rename(const char *from, const char *to) {
  int result = REAL(rename)(from, to);
  if (result == 0 && recorded(from)) {
    pthread_mutex_lock(&lock);
    note('R', from, 0, to, strlen(to));
    pthread_mutex_unlock(&lock);
  }
  return result;
}
