#include "workflows/partner/slice_verification.hpp"

#include <map>

#include "workflows/partner/attachments/attachment_desk.hpp"
#include "workflows/partner/data.hpp"
#include "workflows/partner/imports/import_reading.hpp"
#include "workflows/runtime/derivation.hpp"

namespace waymark::partner {

namespace {

using Findings = std::vector<runtime::VerificationFinding>;
using runtime::Instance;

constexpr const char* restore = "Restore the newest backup that verifies.";

/// The newest record of each instance that may have slices. What cannot be read is found where the chain is
/// verified.
std::map<runtime::InstanceId, runtime::InstancePtr> owners_in(runtime::Journal& journal,
                                                              const runtime::DefinitionOf& definition_of) {
    std::map<runtime::InstanceId, runtime::InstancePtr> owners;
    journal.scan(1, [&](const runtime::EncodedRecord& encoded) {
        const auto record = runtime::decode_record(encoded.bytes);
        if (!record || record->instance.number == 0) return true;
        const auto* definition = definition_of(record->definition);
        if (definition == nullptr ||
            (definition->workflow != "import" && definition->workflow != "attachment"))
            return true;
        auto state = states::decode(*definition->chart, record->state);
        if (state)
            owners.insert_or_assign(record->instance,
                                    runtime::instance_after(*record, *definition, std::move(state).value()));
        return true;
    });
    return owners;
}

void verify_import(const Instance& import, runtime::Bulk& bulk, Findings& findings) {
    if (!is_in(import, "published") || text(import, "kind") != "consumption") return;
    const auto name = "import " + runtime::to_text(import.id);
    if (digest_of_parts(bulk, import.id) != datum(import, "found")["digest"].string_or(""))
        findings.push_back(
            {import.record, "The parts of " + name + " are not those that were published.", restore});
    const auto partners = bulk.slice(import.id, partners_slice).value_or("");
    if (runtime::sha256_hex(partners) != datum(import, "published")["partners_digest"].string_or(""))
        findings.push_back(
            {import.record, "The partners of " + name + " are not those of its publication.", restore});
}

void verify_attachment(const Instance& attachment, runtime::Bulk& bulk, Findings& findings) {
    if (!is_in(attachment, "kept")) return;
    if (runtime::sha256_hex(attached_bytes(bulk, attachment.id)) != text(attachment, "sha256"))
        findings.push_back(
            {attachment.record,
             "The bytes of attachment " + runtime::to_text(attachment.id) + " are not those that were kept.",
             restore});
}

}  // namespace

Findings verify_slices(runtime::Journal& journal, runtime::Bulk& bulk,
                       const runtime::DefinitionOf& definition_of) {
    Findings findings;
    const auto owners = owners_in(journal, definition_of);
    for (const auto& [id, owner] : owners)
        owner->definition->workflow == "import" ? verify_import(*owner, bulk, findings)
                                                : verify_attachment(*owner, bulk, findings);
    for (const auto owner : bulk.owners())
        if (!owners.contains(owner))
            findings.push_back({0,
                                "Slices belong to " + runtime::to_text(owner) +
                                    ", which is neither an import nor an attachment.",
                                restore});
    return findings;
}

}  // namespace waymark::partner
