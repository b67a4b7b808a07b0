#include "workflows/partner/imports/import_verification.hpp"

#include <map>

#include "workflows/partner/data.hpp"
#include "workflows/partner/imports/import_reading.hpp"
#include "workflows/runtime/derivation.hpp"

namespace waymark::partner {

namespace {

constexpr const char* restore = "Restore the newest backup that verifies.";

/// The newest record of each import. What cannot be read is found where the chain is verified.
std::map<runtime::InstanceId, runtime::InstancePtr> imports_in(runtime::Journal& journal,
                                                               const runtime::DefinitionOf& definition_of) {
    std::map<runtime::InstanceId, runtime::InstancePtr> imports;
    journal.scan(1, [&](const runtime::EncodedRecord& encoded) {
        const auto record = runtime::decode_record(encoded.bytes);
        if (!record || record->instance.number == 0) return true;
        const auto* definition = definition_of(record->definition);
        if (definition == nullptr || definition->workflow != "import") return true;
        auto state = states::decode(*definition->chart, record->state);
        if (state)
            imports.insert_or_assign(record->instance,
                                     runtime::instance_after(*record, *definition, std::move(state).value()));
        return true;
    });
    return imports;
}

}  // namespace

std::vector<runtime::VerificationFinding> verify_imports(runtime::Journal& journal, runtime::Bulk& bulk,
                                                         const runtime::DefinitionOf& definition_of) {
    std::vector<runtime::VerificationFinding> findings;
    const auto imports = imports_in(journal, definition_of);
    for (const auto& [id, import] : imports) {
        if (!is_in(*import, "published") || text(*import, "kind") != "consumption") continue;
        const auto name = "import " + runtime::to_text(id);
        if (digest_of_parts(bulk, id) != datum(*import, "found")["digest"].string_or(""))
            findings.push_back(
                {import->record, "The parts of " + name + " are not those that were published.", restore});
        const auto partners = bulk.slice(id, partners_slice).value_or("");
        if (runtime::sha256_hex(partners) != datum(*import, "published")["partners_digest"].string_or(""))
            findings.push_back(
                {import->record, "The partners of " + name + " are not those of its publication.", restore});
    }
    for (const auto owner : bulk.owners())
        if (!imports.contains(owner))
            findings.push_back(
                {0, "Slices belong to " + runtime::to_text(owner) + ", which is no import.", restore});
    return findings;
}

}  // namespace waymark::partner
