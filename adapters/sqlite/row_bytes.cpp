#include "adapters/sqlite/row_bytes.hpp"

#include "states/bytes.hpp"
#include "states/state.hpp"
#include "workflows/runtime/ports/journal.hpp"

namespace waymark::sqlite {
namespace {

void put_text(std::string& out, const std::string& text) {
    states::put_varint(out, text.size());
    out += text;
}

[[noreturn]] void damaged() {
    throw runtime::StorageFailed("The projections are damaged: delete projections.db, it is built again.");
}

}  // namespace

std::string pack(const std::vector<runtime::TimerRow>& timers) {
    std::string out;
    if (timers.empty()) return out;
    states::put_varint(out, timers.size());
    for (const auto& timer : timers) {
        states::put_signed(out, timer.key.due.time_since_epoch().count());
        states::put_varint(out, timer.key.arming);
        put_text(out, timer.id);
        put_text(out, timer.event);
    }
    return out;
}

std::vector<runtime::TimerRow> unpack_timers(std::string_view bytes, runtime::InstanceId instance,
                                             runtime::FamilyId family) {
    std::vector<runtime::TimerRow> timers;
    if (bytes.empty()) return timers;
    states::Bytes in(bytes);
    const auto count = in.count();
    timers.reserve(count);
    for (std::uint64_t i = 0; i < count && in.sound(); ++i) {
        const Instant due{std::chrono::microseconds(in.signed_number())};
        const auto arming = in.number32();
        const std::string id(in.text(in.count()));
        timers.push_back({{due, instance, arming}, family, id, std::string(in.text(in.count()))});
    }
    if (!in.sound() || !in.at_end()) damaged();
    return timers;
}

std::string pack(const states::Value& fields) {
    std::string out;
    states::append_value(out, fields);
    return out;
}

states::Value unpack_fields(std::string_view bytes) {
    auto fields = states::read_value(bytes);
    if (!fields || !bytes.empty()) damaged();
    return *std::move(fields);
}

}  // namespace waymark::sqlite
