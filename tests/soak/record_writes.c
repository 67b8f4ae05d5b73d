/* Record every change that a process makes to the files of one folder, in order, so that a power cut can be played
 * back at any point of it. Loaded before the C library; every call goes on to the real one.
 *
 * A record is: op (4 bytes), file (4), offset (8), length (8), then `length` bytes. Little-endian. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN = 1, WRITE, TRUNCATE, SYNC, UNLINK, RENAME, SYNC_FOLDER, ACKNOWLEDGE };
#define MOST 65536

static int kept[MOST]; /* per descriptor: 0 not ours, 1 a file of ours, 2 a folder of ours */
static int out = -1, acknowledged = -1;
static const char *folder;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("ANCHA_RECORD_LOG"), *ack = getenv("ANCHA_RECORD_ACK");
    folder = getenv("ANCHA_RECORD_FOLDER");
    if (log) out = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (ack) acknowledged = atoi(ack);
}

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size > 0) {
        ssize_t done = syscall(SYS_write, out, at, size);
        if (done <= 0) abort();
        at += done;
        size -= done;
    }
}

static void note(uint32_t op, uint32_t file, uint64_t offset, const void *data, uint64_t size) {
    if (out < 0) return;
    pthread_mutex_lock(&lock);
    put(&op, 4); put(&file, 4); put(&offset, 8); put(&size, 8);
    if (size) put(data, size);
    pthread_mutex_unlock(&lock);
}

static int is_ours(const char *path) {
    size_t size = folder ? strlen(folder) : 0;
    return size && strncmp(path, folder, size) == 0 && strstr(path, "-shm") == NULL && strstr(path, ".lock") == NULL;
}

static void opened(int fd, const char *path, int flags) {
    if (fd < 0 || fd >= MOST) return;
    kept[fd] = 0;
    if (!is_ours(path)) return;
    struct stat state;
    kept[fd] = fstat(fd, &state) == 0 && S_ISDIR(state.st_mode) ? 2 : 1;
    if (kept[fd] == 1) note(OPEN, fd, flags & (O_CREAT | O_TRUNC | O_EXCL) ? 1 : 0, path, strlen(path));
    if (kept[fd] == 1 && (flags & O_TRUNC)) note(TRUNCATE, fd, 0, NULL, 0);
}

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

#define OPENING(name)                                             \
    int name(const char *path, int flags, ...) {                  \
        va_list more; va_start(more, flags);                      \
        mode_t mode = va_arg(more, mode_t); va_end(more);         \
        int fd = REAL(name)(path, flags, mode);                   \
        opened(fd, path, flags);                                  \
        return fd;                                                \
    }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name)                                          \
    int name(int at, const char *path, int flags, ...) {          \
        va_list more; va_start(more, flags);                      \
        mode_t mode = va_arg(more, mode_t); va_end(more);         \
        int fd = REAL(name)(at, path, flags, mode);               \
        opened(fd, path, flags);                                  \
        return fd;                                                \
    }
OPENING_AT(openat)
OPENING_AT(openat64)

int close(int fd) {
    if (fd >= 0 && fd < MOST) kept[fd] = 0;
    return REAL(close)(fd);
}

#define PWRITE(name, offset_type)                                                  \
    ssize_t name(int fd, const void *data, size_t size, offset_type offset) {      \
        ssize_t done = REAL(name)(fd, data, size, offset);                         \
        if (done > 0 && fd < MOST && kept[fd] == 1) note(WRITE, fd, offset, data, done); \
        return done;                                                               \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t size) {
    off_t before = fd >= 0 && fd < MOST && kept[fd] == 1 ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = REAL(write)(fd, data, size);
    if (done > 0 && fd == acknowledged) note(ACKNOWLEDGE, 0, 0, data, done);
    else if (done > 0 && fd < MOST && kept[fd] == 1) note(WRITE, fd, before, data, done);
    return done;
}

#define TRUNCATING(name, offset_type)                                              \
    int name(int fd, offset_type size) {                                           \
        int done = REAL(name)(fd, size);                                           \
        if (done == 0 && fd < MOST && kept[fd] == 1) note(TRUNCATE, fd, size, NULL, 0); \
        return done;                                                               \
    }
TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

#define SYNCING(name)                                                              \
    int name(int fd) {                                                             \
        int done = REAL(name)(fd);                                                 \
        if (done == 0 && fd < MOST && kept[fd]) note(kept[fd] == 2 ? SYNC_FOLDER : SYNC, fd, 0, NULL, 0); \
        return done;                                                               \
    }
SYNCING(fsync)
SYNCING(fdatasync)

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (done == 0 && is_ours(path)) note(UNLINK, 0, 0, path, strlen(path));
    return done;
}

int rename(const char *from, const char *to) {
    int done = REAL(rename)(from, to);
    if (done == 0 && (is_ours(from) || is_ours(to))) {
        char both[8192];
        size_t first = strlen(from), second = strlen(to);
        if (first + second + 1 > sizeof both) abort();
        memcpy(both, from, first);
        both[first] = '\n';
        memcpy(both + first + 1, to, second);
        note(RENAME, 0, 0, both, first + second + 1);
    }
    return done;
}
