#include "adapters/sqlite/checkpoints.hpp"

#include <spdlog/spdlog.h>
#include <sqlite3.h>

#include "adapters/sqlite/failure.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {
namespace {

/// Readers that overlap without a gap keep the WAL from beginning anew. From so many times the usual size on,
/// the writer stands in their way for a moment.
constexpr int overgrown = 4;
constexpr int patience_ms = 50;

}  // namespace

Checkpoints::Checkpoints(Connection& connection, int pages) : connection_(connection), pages_(pages) {
    ::sqlite3_wal_hook(connection_.handle(), &Checkpoints::committed, this);  // and no automatic checkpoint
}

Checkpoints::~Checkpoints() { ::sqlite3_wal_hook(connection_.handle(), nullptr, nullptr); }

int Checkpoints::committed(void* self, sqlite3* /*handle*/, const char* /*database*/, int frames) {
    static_cast<Checkpoints*>(self)->frames_ = frames;
    return SQLITE_OK;
}

void Checkpoints::settle() {
    if (frames_ < attempted_) attempted_ = 0;
    if (frames_ - attempted_ < pages_) return;
    attempted_ = frames_;
    const bool insist = frames_ >= overgrown * pages_;
    int former = 0;
    if (insist) {
        former = static_cast<int>(connection_.pragma("busy_timeout"));
        ::sqlite3_busy_timeout(connection_.handle(), patience_ms);
    }
    const int code = ::sqlite3_wal_checkpoint_v2(
        connection_.handle(), nullptr, insist ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE,
        nullptr, nullptr);
    if (insist) ::sqlite3_busy_timeout(connection_.handle(), former);
    if (code == SQLITE_OK || (code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return;
    try {
        rethrow({connection_.handle(), code}, connection_, "checkpoint");
    } catch (const runtime::StorageFull& full) {
        spdlog::warn("{}: the write-ahead log grows until there is room", full.what());
    }
}

}  // namespace waymark::sqlite
