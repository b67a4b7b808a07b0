#include "tests/adapters/sqlite/failing_disk.hpp"

#include <array>
#include <cstring>
#include <new>
#include <sqlite3.h>

namespace waymark::sqlite {
namespace {

using Call = FailingDisk::Call;

struct Orders {
    std::array<std::uint64_t, 2> calls{};
    Call call = Call::write;
    std::uint64_t left = 0;
    int code = SQLITE_OK;
    bool failed = false;
};

Orders orders;
sqlite3_vfs files;

/// SQLITE_OK: go on.
int meet(Call call) {
    ++orders.calls[static_cast<std::size_t>(call)];
    if (call != orders.call || orders.left == 0 || --orders.left != 0) return SQLITE_OK;
    orders.failed = true;
    return orders.code;
}

/// What SQLite holds for an open file: ours, and behind it the machine's.
struct File {
    sqlite3_file base;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    if (const int code = meet(Call::write); code != SQLITE_OK) {
        real(file)->pMethods->xWrite(real(file), bytes, size / 2, offset);
        return code;
    }
    return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int sync(sqlite3_file* file, int flags) {
    if (const int code = meet(Call::sync); code != SQLITE_OK) return code;
    return real(file)->pMethods->xSync(real(file), flags);
}

template <auto Method, class... Arguments>
int pass_on(sqlite3_file* file, Arguments... arguments) {
    return (real(file)->pMethods->*Method)(real(file), arguments...);
}

void pass_barrier_on(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }

const sqlite3_io_methods methods = [] {
    using Methods = sqlite3_io_methods;
    Methods made{};
    made.iVersion = 2;  // shared memory, but no mapped reads
    made.xClose = pass_on<&Methods::xClose>;
    made.xRead = pass_on<&Methods::xRead, void*, int, sqlite3_int64>;
    made.xWrite = write;
    made.xTruncate = pass_on<&Methods::xTruncate, sqlite3_int64>;
    made.xSync = sync;
    made.xFileSize = pass_on<&Methods::xFileSize, sqlite3_int64*>;
    made.xLock = pass_on<&Methods::xLock, int>;
    made.xUnlock = pass_on<&Methods::xUnlock, int>;
    made.xCheckReservedLock = pass_on<&Methods::xCheckReservedLock, int*>;
    made.xFileControl = pass_on<&Methods::xFileControl, int, void*>;
    made.xSectorSize = pass_on<&Methods::xSectorSize>;
    made.xDeviceCharacteristics = pass_on<&Methods::xDeviceCharacteristics>;
    made.xShmMap = pass_on<&Methods::xShmMap, int, int, int, void volatile**>;
    made.xShmLock = pass_on<&Methods::xShmLock, int, int, int>;
    made.xShmBarrier = pass_barrier_on;
    made.xShmUnmap = pass_on<&Methods::xShmUnmap, int>;
    return made;
}();

sqlite3_vfs* machine() { return static_cast<sqlite3_vfs*>(files.pAppData); }

int open(sqlite3_vfs* /*self*/, const char* path, sqlite3_file* file, int flags, int* out) {
    auto* ours = new (file) File{};
    const int code = machine()->xOpen(machine(), path, ours->real(), flags, out);
    ours->base.pMethods = ours->real()->pMethods == nullptr ? nullptr : &methods;
    return code;
}

}  // namespace

FailingDisk::FailingDisk() {
    auto* real = ::sqlite3_vfs_find(nullptr);
    files = *real;
    files.zName = "failing-disk";
    files.pNext = nullptr;
    files.pAppData = real;
    files.szOsFile += static_cast<int>(sizeof(File));
    files.xOpen = open;
    orders = {};
    ::sqlite3_vfs_register(&files, 0);
}

FailingDisk::~FailingDisk() { ::sqlite3_vfs_unregister(&files); }

void FailingDisk::fail(Call call, std::uint64_t n, int code) {
    orders.call = call;
    orders.left = n;
    orders.code = code;
    orders.failed = false;
}

bool FailingDisk::failed() { return orders.failed; }

void FailingDisk::never_fail() { orders.left = 0; }

std::uint64_t FailingDisk::calls(Call call) { return orders.calls[static_cast<std::size_t>(call)]; }

}  // namespace waymark::sqlite
