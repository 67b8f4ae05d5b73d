/* Let the writes under one folder fail from the n-th on, as on a full disk or a stick that is pulled out, or kill the
 * process there. Loaded before the C library; armed from Python through ctypes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define MOST 65536
#define KILL (-1)

static char kept[MOST];
static char folder[4096];
static long left = -1; /* calls that still succeed; -1: not armed */
static int how;
static long seen;

void ancha_arm(const char *under, long after, int with_errno) {
    snprintf(folder, sizeof folder, "%s", under);
    memset(kept, 0, sizeof kept);
    seen = 0;
    how = with_errno;
    left = after;
}

long ancha_disarm(void) {
    left = -1;
    return seen;
}

/* Say whether this change must fail. */
static int fails(void) {
    if (left < 0) return 0;
    seen++;
    if (seen <= left) return 0;
    if (how == KILL) kill(getpid(), SIGKILL);
    errno = how;
    return 1;
}

static int is_ours(const char *path) {
    return left >= 0 && folder[0] && strncmp(path, folder, strlen(folder)) == 0 && strstr(path, "-shm") == NULL;
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))
#define OURS(fd) (left >= 0 && (fd) >= 0 && (fd) < MOST && kept[fd])

static int note(int fd, const char *path) {
    if (fd >= 0 && fd < MOST) kept[fd] = is_ours(path);
    return fd;
}

#define OPENING(name)                                                   \
    int name(const char *path, int flags, ...) {                        \
        va_list more; va_start(more, flags);                            \
        mode_t mode = va_arg(more, mode_t); va_end(more);               \
        if ((flags & O_CREAT) && is_ours(path) && access(path, F_OK) && fails()) return -1; \
        return note(REAL(name)(path, flags, mode), path);               \
    }
OPENING(open)
OPENING(open64)

#define WRITING(name, offset_type)                                                \
    ssize_t name(int fd, const void *data, size_t size, offset_type offset) {     \
        if (OURS(fd) && fails()) return -1;                                       \
        return REAL(name)(fd, data, size, offset);                                \
    }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    if (OURS(fd) && fails()) return -1;
    return REAL(write)(fd, data, size);
}

#define TRUNCATING(name, offset_type)                     \
    int name(int fd, offset_type size) {                  \
        if (OURS(fd) && fails()) return -1;               \
        return REAL(name)(fd, size);                      \
    }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

#define SYNCING(name)                                     \
    int name(int fd) {                                    \
        if (OURS(fd) && fails()) return -1;               \
        return REAL(name)(fd);                            \
    }
SYNCING(fsync)
SYNCING(fdatasync)

/* A full disk still takes names away and gives new ones; a stick that is gone does neither. */
int unlink(const char *path) {
    if (is_ours(path) && how != ENOSPC && fails()) return -1;
    return REAL(unlink)(path);
}

int rename(const char *from, const char *to) {
    if (is_ours(to) && how != ENOSPC && fails()) return -1;
    return REAL(rename)(from, to);
}

#define READING(name, offset_type)                                                \
    ssize_t name(int fd, void *data, size_t size, offset_type offset) {           \
        if (OURS(fd) && how == EIO && left >= 0 && seen > left) { errno = EIO; return -1; } \
        return REAL(name)(fd, data, size, offset);                                \
    }
READING(pread, off_t)
READING(pread64, off64_t)
