// Attachments as the program's policy, facts and parts see them: what each belongs to, how many there are,
// who gives their bytes. Not their bytes, nor whether those are well: attachment_desk.hpp.
#pragma once

#include <shared_mutex>
#include <unordered_map>

#include "workflows/runtime/program.hpp"

namespace waymark::partner {

inline constexpr std::uint32_t most_attachment_parts = 10;  // so that a file has 10 MiB at most
inline constexpr std::size_t most_attachment_part_bytes = 1u << 20;
inline constexpr std::size_t most_attachments = 20;  // of one instance, those withdrawn not counted

/// "attachments-of": those that are there or on their way, under the id of what they belong to.
std::vector<runtime::Lookup> attachment_lookups();

/// The fact "attachments" of an instance that takes some: {room, most}.
states::Value attachments_fact(const runtime::FactQuestion& question);

/// The part of the program that speaks of an attachment's slices (Program::takes_slice): whoever has begun
/// it gives them, as long as it is being received.
Done takes_attachment_part(const runtime::Actor& actor, const runtime::Instance& attachment,
                           std::uint32_t number, std::string_view bytes);

/// What each attachment belongs to. Filled by observing "attachment". Thread: any.
class Belongings {
  public:
    struct Belonging {
        std::string kind, workflow;
        runtime::InstanceId of;
    };
    void take(const runtime::Instance& attachment);
    /// Nothing: there is no such attachment.
    [[nodiscard]] std::optional<Belonging> find(runtime::InstanceId attachment) const;

  private:
    mutable std::shared_mutex mutex_;
    std::unordered_map<runtime::InstanceId, Belonging> all_;
};

}  // namespace waymark::partner
