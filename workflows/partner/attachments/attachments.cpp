#include "workflows/partner/attachments/attachments.hpp"

#include <mutex>

#include "workflows/partner/data.hpp"

namespace waymark::partner {

namespace {

using runtime::Instance;
using states::Value;

/// It takes room: its bytes are there, or may come.
bool counts(const Instance& attachment) {
    return is_in(attachment, "receiving") || is_in(attachment, "checking") || is_in(attachment, "kept");
}

}  // namespace

std::vector<runtime::Lookup> attachment_lookups() {
    return {{"attachments-of", "attachment",
             [](const Instance& each) { return counts(each) ? text(each, "of") : std::string(); }}};
}

Value attachments_fact(const runtime::FactQuestion& question) {
    const auto there = question.find("attachments-of", runtime::to_text(question.instance.id)).size();
    return Value::Object{{"room", there < most_attachments},
                         {"most", static_cast<std::uint64_t>(most_attachments)}};
}

Done takes_attachment_part(const runtime::Actor& actor, const Instance& attachment, std::uint32_t number,
                           std::string_view bytes) {
    const auto refused = [](std::string message) {
        return Error{"slice-refused", std::move(message), {}, {}};
    };
    if (text(attachment, "added_by") != runtime::to_text(actor.person))
        return Error{"role-missing", "Only who has begun to attach it sends its parts.", {}, {}};
    if (!is_in(attachment, "receiving"))
        return refused("This attachment takes no parts any more; begin a new one.");
    if (number < 1 || number > most_attachment_parts)
        return refused("An attachment has parts 1 to " + std::to_string(most_attachment_parts) +
                       ": 10 MiB at most.");
    if (bytes.empty() || bytes.size() > most_attachment_part_bytes)
        return refused("A part has from 1 byte to 1 MiB.");
    return done();
}

void Belongings::take(const Instance& attachment) {
    const auto of = runtime::parse_instance_id(text(attachment, "of"));
    const std::unique_lock lock(mutex_);
    if (of)
        all_.try_emplace(attachment.id,
                         Belonging{text(attachment, "kind"), text(attachment, "workflow"), *of});
    else  // it was undone
        all_.erase(attachment.id);
}

std::optional<Belongings::Belonging> Belongings::find(runtime::InstanceId attachment) const {
    const std::shared_lock lock(mutex_);
    const auto found = all_.find(attachment);
    return found == all_.end() ? std::optional<Belonging>() : found->second;
}

}  // namespace waymark::partner
