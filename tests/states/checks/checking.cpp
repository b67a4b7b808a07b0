#include "tests/states/checks/checking.hpp"

#include <gtest/gtest.h>

namespace waymark::states {

namespace {

void add(std::string& text, const std::string& code, const std::string& place, const std::string& message) {
    EXPECT_FALSE(message.empty()) << code;
    EXPECT_TRUE(place.starts_with("t.scxml:")) << place;
    text += (text.empty() ? "" : " ") + code + "@" + place.substr(place.find(':') + 1);
}

}  // namespace

std::string findings_in(const std::string& xml, const Outside& outside) {
    static const Functions functions;
    std::string text;
    const auto chart = read_chart(xml, "t.scxml", functions);
    if (!chart) {
        for (const auto& finding : chart.error().details["findings"].array())
            add(text, finding["code"].string(), finding["place"].string(), finding["message"].string());
        return text;
    }
    const auto document = read_document(xml);
    for (const auto& finding : check_chart(**chart, **document, functions, outside))
        add(text, finding.code, finding.place, finding.message);
    return text;
}

std::string findings(const std::string& body, const Outside& outside) {
    return findings_in(
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:wm=\"urn:waymark:chart\" version=\"1.0\" "
        "datamodel=\"ecmascript\">\n" +
            body + "</scxml>",
        outside);
}

}  // namespace waymark::states
