#include "adapters/sqlite/readers.hpp"

#include <new>
#include <sqlite3.h>

namespace waymark::sqlite {
namespace {

constexpr std::size_t most_idle = 16;

}  // namespace

Readers::Lease::Lease(Readers& readers) : readers_(readers), connection_(readers.take()) {}

Readers::Lease::~Lease() { readers_.give_back(std::move(connection_)); }

std::unique_ptr<Connection> Readers::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return open_reader(path_, options_);
}

void Readers::give_back(std::unique_ptr<Connection> connection) noexcept {
    if (::sqlite3_get_autocommit(connection->handle()) == 0)
        return;  // it failed within a transaction: closed
    const std::lock_guard lock(mutex_);
    if (idle_.size() == most_idle) return;
    try {
        idle_.push_back(std::move(connection));
    } catch (const std::bad_alloc&) {
        return;  // closed instead
    }
}

}  // namespace waymark::sqlite
