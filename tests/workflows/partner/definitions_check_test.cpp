// The shipped definitions under the checker, whichever there are.
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
    for (const auto& findings :
         runtime::check_documents(program.documents, *program.functions, {}, runtime::Scope::whole))
        for (const auto& finding : findings)
            ADD_FAILURE() << finding.place << ": " << finding.message << " [" << finding.code << "]";
}

}  // namespace
}  // namespace waymark::partner
