// Port: bytes in bulk that belong to an instance, in numbered slices: what was imported, as it came. What
// they mean is their owner's matter, and that they are its truth is said by a record of its (a digest). A
// slice never changes. Implemented by adapters/sqlite in the journal's file, so that a copy of that has them
// too, and by the in-memory fake in tests/contract; one contract suite holds both to this text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/runtime/ids.hpp"

namespace waymark::runtime {

class Bulk {
  public:
    virtual ~Bulk() = default;

    enum class Put : std::uint8_t {
        kept,
        known,     // the same bytes stand there already
        different  // others stand there, and stay
    };
    /// Durable: on return (fsync done). Throws StorageFull, StorageFailed. Thread: the writer's.
    virtual Put put(InstanceId owner, std::uint32_t number, std::string_view bytes) = 0;
    /// Takes away the slice. Durable: on return. Throws as `put`. Thread: the writer's.
    virtual void erase(InstanceId owner, std::uint32_t number) = 0;

    /// The numbers of the owner's slices, in order. Thread: any; so are all below.
    virtual std::vector<std::uint32_t> slices(InstanceId owner) = 0;
    /// Nothing: there is none.
    virtual std::optional<std::string> slice(InstanceId owner, std::uint32_t number) = 0;
    /// Who has any, in order.
    virtual std::vector<InstanceId> owners() = 0;
};

}  // namespace waymark::runtime
