#include "workflows/partner/attachments/attachment_desk.hpp"

#include "workflows/partner/attachments/file_type.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/runtime/record.hpp"

namespace waymark::partner {

using runtime::Instance;
using states::Value;

AttachmentDesk::AttachmentDesk(runtime::Service& service, runtime::Bulk& bulk, runtime::Executor& own)
    : service_(service), bulk_(bulk), own_(own) {
    service.observe("attachment", [this](const Instance& attachment) { take(attachment); });
}

void AttachmentDesk::take(const Instance& attachment) {
    if (is_in(attachment, "checking"))
        own_.post([this, id = attachment.id, media_type = text(attachment, "media_type"),
                   name = text(attachment, "file")] { check(id, media_type, name); });
    if (!attachment.state.running) service_.drop_slices(attachment.id);  // refused, erased, undone
}

void AttachmentDesk::check(runtime::InstanceId attachment, const std::string& media_type,
                           const std::string& name) {
    if (stopping_) return;
    const auto bytes = attached_bytes(bulk_, attachment);
    const auto* const type = file_type(media_type);
    const auto called = service_.reveal(name);  // null: that was erased
    std::string_view problem = type == nullptr ? "OTHER_TYPE" : fault_in(*type, bytes);
    if (problem.empty() && called.is_string()) problem = fault_in_name(*type, called.string());
    runtime::Command command;
    command.act = runtime::SendEvent{
        attachment, "checked",
        Value::Object{{"size", static_cast<std::uint64_t>(bytes.size())},
                      {"sha256", runtime::sha256_hex(bytes)},
                      {"problem", problem.empty() ? Value(nullptr) : Value(std::string(problem))}}};
    // Refused when it was withdrawn meanwhile. When the disk is full or the service stops, the next start
    // takes it up, or whoever completes it once more.
    service_.submit(std::move(command), [](const Result<runtime::Answer>&) {});
}

Result<AttachedFile> AttachmentDesk::file(const Instance& attachment) {
    const auto* const type = file_type(text(attachment, "media_type"));
    if (!is_in(attachment, "kept") || type == nullptr)
        return Error{"not-kept",
                     "This attachment has no bytes: it was not completed, was refused, or is withdrawn.",
                     {},
                     {}};
    AttachedFile file;
    file.bytes = attached_bytes(bulk_, attachment.id);
    file.sha256 = text(attachment, "sha256");
    if (runtime::sha256_hex(file.bytes) != file.sha256)
        throw runtime::StorageFailed("the bytes of attachment " + runtime::to_text(attachment.id) +
                                     " are not those that were kept; `waymark journal verify` says more");
    const auto name = service_.reveal(text(attachment, "file"));
    file.name = name.is_string() ? name.string()
                                 : runtime::to_text(attachment.id) +
                                       std::string(type->extensions.substr(0, type->extensions.find(' ')));
    file.served_as = type->served_as;
    return file;
}

std::string attached_bytes(runtime::Bulk& bulk, runtime::InstanceId attachment) {
    std::string all;
    for (const auto number : bulk.slices(attachment)) all += bulk.slice(attachment, number).value_or("");
    return all;
}

}  // namespace waymark::partner
