// The shipped definitions under the checker, whichever there are.
#include <algorithm>
#include <filesystem>
#include <gmock/gmock.h>
#include <set>

#include "workflows/partner/program.hpp"
#include "workflows/runtime/program_check.hpp"

namespace waymark::partner {
namespace {

TEST(ShippedDefinitions, AreAllInTheProgram) {
    std::set<std::string> files, documents;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(PROJECT_DIR) /
                                                                "workflows/partner/definitions"))
        files.insert(file.path().filename());
    for (const auto& document : partner_program().documents) documents.insert(document.file);
    EXPECT_THAT(documents, testing::ContainerEq(files));
}

TEST(ShippedDefinitions, HaveNoFindings) {
    const auto program = partner_program();
    // Revocation is a workflow to come: until it is there, nobody tells that a partner is revoked.
    const auto to_come = [&](const states::Finding& finding) {
        return finding.code == "event-never-sent" &&
               finding.message.find("\"partner.revoked\"") != std::string::npos &&
               std::ranges::find(program.documents, "revocation", &runtime::Program::Document::workflow) ==
                   program.documents.end();
    };
    for (const auto& findings :
         runtime::check_documents(program.documents, *program.functions, {}, runtime::Scope::whole))
        for (const auto& finding : findings)
            EXPECT_TRUE(to_come(finding))
                << finding.place << ": " << finding.message << " [" << finding.code << "]";
}

}  // namespace
}  // namespace waymark::partner
