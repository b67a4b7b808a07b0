// Files are what they are said to be, or they are refused: by their content, whatever they are called.
#include "workflows/partner/attachments/file_type.hpp"

#include <gmock/gmock.h>
#include <map>

#include "tests/small_files.hpp"
#include "workflows/partner/attachments/zip_directory.hpp"

namespace waymark::partner {
namespace {

using namespace small_files;
using testing::ElementsAre;

const std::string word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                  excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

std::string fault(const std::string& media_type, const std::string& bytes) {
    const auto* const type = file_type(media_type);
    return type == nullptr ? "no such type" : std::string(fault_in(*type, bytes));
}
std::string fault_in_name_of(const std::string& media_type, const std::string& name) {
    return std::string(fault_in_name(*file_type(media_type), name));
}

std::map<std::string, std::string> good() {
    return {{"application/pdf", pdf()},
            {"image/png", png()},
            {"image/jpeg", jpeg()},
            {"text/plain", "Здравствуйте\r\n"},
            {word, docx()},
            {excel, zip({{"[Content_Types].xml", "<T/>"}, {"xl/workbook.xml", "<x/>"}})},
            {slides, zip({{"ppt/presentation.xml", "<p/>"}, {"[Content_Types].xml", "<T/>"}})}};
}

TEST(FileType, EachIsItselfAndNoOther) {
    for (const auto& [said, bytes] : good())
        for (const auto& [other, their_bytes] : good())
            EXPECT_EQ(fault(said, their_bytes), said == other ? "" : "OTHER_TYPE") << said << " " << other;
    EXPECT_EQ(fault("text/csv", good().at("text/plain")), "");
    EXPECT_EQ(file_types().size(), 8U);
    for (const char* unknown : {"text/html", "image/svg+xml", "application/zip", "APPLICATION/PDF", ""})
        EXPECT_EQ(file_type(unknown), nullptr) << unknown;
}

TEST(FileType, NothingOfAnyTypeIsCutOrEmpty) {
    for (const auto& [said, bytes] : good()) {
        EXPECT_EQ(fault(said, ""), "OTHER_TYPE") << said;
        if (said == "text/plain") continue;
        for (std::size_t size = 0; size + 2 < bytes.size(); ++size)
            EXPECT_EQ(fault(said, bytes.substr(0, size)), "OTHER_TYPE") << said << " " << size;
    }
}

TEST(FileType, OtherThingsUnderTheirNames) {
    const std::string page = "<!DOCTYPE html><script>alert(1)</script>";
    for (const auto& type : file_types()) {
        if (type.form == FileType::Form::text) continue;
        EXPECT_EQ(fault_in(type, page), "OTHER_TYPE") << type.media_type;
        EXPECT_EQ(fault_in(type, std::string("MZ\x90\0\3\0\0\0", 8)), "OTHER_TYPE") << type.media_type;
    }
    EXPECT_EQ(fault("image/png", png().substr(0, 8) + page), "OTHER_TYPE");
    EXPECT_EQ(fault("image/png", png() + page), "OTHER_TYPE") << "something behind it";
    EXPECT_EQ(fault("image/png", png().substr(0, 33) + page), "OTHER_TYPE") << "a right header alone";
    EXPECT_EQ(fault("image/jpeg", "\xff\xd8\xff" + page), "OTHER_TYPE");
    EXPECT_EQ(fault("image/jpeg", "\xff\xd8" + segment('\xda', "x") + "\xff\xd9"), "OTHER_TYPE")
        << "no frame";
    EXPECT_EQ(fault("application/pdf", page + pdf()), "OTHER_TYPE");
    EXPECT_EQ(fault("application/pdf", "%PDF-9.1\n%%EOF"), "OTHER_TYPE");
    EXPECT_EQ(fault("text/plain", std::string("a\0b", 3)), "OTHER_TYPE");
    EXPECT_EQ(fault("text/csv", "\xcf\xf0\xe8\xe2\xe5\xf2"), "OTHER_TYPE") << "windows-1251";
    EXPECT_EQ(fault("text/plain", std::string("\xff\xfeH\0i\0", 6)), "OTHER_TYPE") << "UTF-16";
}

TEST(FileType, AnOfficeDocumentIsAZipOfOne) {
    EXPECT_EQ(fault(word, zip({{"word/document.xml", "<w/>"}})), "OTHER_TYPE") << "no content types";
    EXPECT_EQ(fault(word, zip({{"[Content_Types].xml", "<T/>"}, {"a.exe", "MZ"}})), "OTHER_TYPE");
    EXPECT_EQ(fault(word, zip({{"[Content_Types].xml", ""}, {"word/document2.xml", ""}})), "")
        << "as some programs write it";
    EXPECT_EQ(
        fault(word,
              zip({{"[Content_Types].xml", ""}, {"word/document.xml", ""}, {"word/vbaProject.bin", ""}})),
        "MACROS");
    EXPECT_EQ(fault(word, "#!/bin/sh\n" + docx()), "OTHER_TYPE") << "something before it";
    EXPECT_EQ(fault(word, docx() + "x"), "OTHER_TYPE") << "something behind it";
    EXPECT_EQ(fault(word, std::string("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") + std::string(600, '\0')),
              "OTHER_TYPE")
        << "the old format, or an encrypted one";
}

TEST(ZipDirectory, SaysWhatIsThere) {
    EXPECT_THAT(*names_in_zip(docx()),
                ElementsAre("[Content_Types].xml", "_rels/.rels", "word/document.xml"));
    EXPECT_THAT(*names_in_zip(zip({{"a", "1"}}, "a comment")), ElementsAre("a"));
    EXPECT_FALSE(names_in_zip(zip({})));
    // Whatever a byte of it says instead: an answer, and never a name that is not there.
    const auto whole = docx();
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int value : {0x00, 0x01, 0x7f, 0x80, 0xff}) {
            auto damaged = whole;
            damaged[at] = static_cast<char>(value);
            if (const auto names = names_in_zip(damaged))
                for (const auto name : *names) {
                    EXPECT_GE(name.data(), damaged.data());
                    EXPECT_LE(name.data() + name.size(), damaged.data() + damaged.size());
                }
        }
}

TEST(ZipDirectory, IsAboutWhatStandsInTheArchiveAndAllOfIt) {
    auto renamed = zip({{"a", "1"}});
    renamed[30] = 'b';  // where the entry itself says what it is called
    EXPECT_FALSE(names_in_zip(renamed));
    auto fewer = zip({{"a", "1"}, {"b", "2"}});
    fewer[fewer.size() - 12] = 1;  // how many entries the directory has
    EXPECT_FALSE(names_in_zip(fewer));
}

TEST(FileType, ANameEndsAsItsTypeDoes) {
    EXPECT_EQ(fault_in_name_of("application/pdf", "План.PDF"), "");
    EXPECT_EQ(fault_in_name_of("image/jpeg", "a.jpeg"), "");
    EXPECT_EQ(fault_in_name_of("image/jpeg", "a.jpg"), "");
    EXPECT_EQ(fault_in_name_of("application/pdf", "plan.pdf.exe"), "OTHER_NAME");
    EXPECT_EQ(fault_in_name_of("application/pdf", "plan"), "OTHER_NAME");
    EXPECT_EQ(fault_in_name_of("application/pdf", ".pdf"), "OTHER_NAME") << "nothing before it";
    EXPECT_EQ(fault_in_name_of("text/csv", "a.txt"), "OTHER_NAME");
    EXPECT_EQ(fault_in_name_of("application/pdf", "a\u202Excod.pdf"), "OTHER_NAME") << "turned round";
}

}  // namespace
}  // namespace waymark::partner
