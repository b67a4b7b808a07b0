// An import's parts, read from its slices as one file; and the slice beside them that says whom its partners
// stood for when it was published, so that a start reads it the same whatever has become of them. Pure but
// for the reading of slices. Thread: any.
#pragma once

#include <atomic>

#include "workflows/partner/imports/consumption_file.hpp"
#include "workflows/runtime/ports/bulk.hpp"

namespace waymark::partner {

/// Parts are slices 1, 2, …; this one is beside them.
inline constexpr std::uint32_t partners_slice = 0;
inline constexpr std::uint32_t most_parts = 20'000;
inline constexpr std::size_t most_part_bytes = 1u << 20;

struct Parts {
    std::string digest;  // SHA-256 of all parts, however the file was cut
    std::uint32_t count = 0;
    std::uint32_t missing = 0;  // 0: none
};
/// Gives `take` one part after the other, up to a missing one. Nothing: `stop` was set, or the import was
/// discarded meanwhile.
std::optional<Parts> read_parts(runtime::Bulk& bulk, runtime::InstanceId import,
                                const std::function<void(std::string_view)>& take,
                                const std::atomic<bool>& stop);
ImportError part_missing(std::uint32_t number);

struct ImportReading {
    ConsumptionFile file;
    std::string digest;
    std::uint32_t parts = 0;
};

/// Nothing: `stop` was set meanwhile.
std::optional<ImportReading> read_import(runtime::Bulk& bulk, runtime::InstanceId import, MeantPartner meant,
                                         const std::atomic<bool>& stop);

/// "text;id" a line, as slice `partners_slice` holds it; and the way back.
std::string partners_text(const std::map<std::string, runtime::InstanceId, std::less<>>& partners);
MeantPartner partners_of(const std::string& text);

/// Of the parts alone. `slice` gives their bytes.
std::string digest_of_parts(runtime::Bulk& bulk, runtime::InstanceId import);

}  // namespace waymark::partner
