package gen

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNamesOfTheSpecInGo(t *testing.T) {
	for _, c := range []struct{ spec, exported, unexported string }{
		{"user", "User", "user"},
		{"createdAt", "CreatedAt", "createdAt"},
		{"id", "ID", "id"},
		{"userId", "UserID", "userID"},
		{"userIds", "UserIDs", "userIDs"},
		{"userIDs", "UserIDs", "userIDs"},
		{"documentURL", "DocumentURL", "documentURL"},
		{"urlPath", "URLPath", "urlPath"},
		{"HTTPServer", "HTTPServer", "httpServer"},
		{"jsonApi", "JSONAPI", "jsonAPI"},
		{"_getUser", "GetUser", "getUser"},
		{"snake_case_name", "SnakeCaseName", "snakeCaseName"},
		{"DRAFT", "Draft", "draft"},
		{"IN_REVIEW", "InReview", "inReview"},
		{"Content-Type", "ContentType", "contentType"},
		{"/auth/login", "AuthLogin", "authLogin"},
		{"/documents/{id}", "DocumentsID", "documentsID"},
		{"x2", "X2", "x2"},
		{"2fa", "X2fa", "x2fa"},
		{"step_2", "Step2", "step2"},
		{"größe", "Größe", "größe"},
		{"名前", "X名前", "名前"},
		{"_", "X", "x"},
	} {
		assert.Equal(t, c.exported, exported(c.spec), "exported %q", c.spec)
		assert.Equal(t, c.unexported, unexported(c.spec), "unexported %q", c.spec)
	}
}

func TestScopeGivesEachNameOnce(t *testing.T) {
	scope := newNames("f", "profile")
	assert.Equal(t, "user", scope.local("user"))
	assert.Equal(t, "userValue", scope.local("user"))
	assert.Equal(t, "userValue2", scope.local("user"))
	assert.Equal(t, "profileValue", scope.local("profile"), "a package")
	assert.Equal(t, "typeValue", scope.local("type"), "a keyword")
	assert.Equal(t, "lenValue", scope.local("len"), "predeclared")
	assert.Equal(t, "errorValue", scope.local("error"), "predeclared")

	inner := scope.fork()
	assert.Equal(t, "tag", inner.local("tag"))
	assert.Equal(t, "tag", scope.local("tag"), "free outside of the inner scope")
}

func TestPackagesOfConcepts(t *testing.T) {
	scope := newNames("focusreader")
	assert.Equal(t, "profile", scope.conceptPackage("Profile"))
	assert.Equal(t, "textsettings", scope.conceptPackage("TextSettings"))
	assert.Equal(t, "typeconcept", scope.conceptPackage("Type"), "a keyword")
	assert.Equal(t, "internalconcept", scope.conceptPackage("Internal"), "special to the go command")
	assert.Equal(t, "runtimeconcept", scope.conceptPackage("Runtime"), "imported by emitted code")
	assert.Equal(t, "profileconcept", scope.conceptPackage("PROFILE"), "differs by case only")
}

func TestFilesNeverMeanAnythingToTheGoCommand(t *testing.T) {
	scope := newNames()
	assert.Equal(t, "auth_login_flow.go", scope.fileName("AuthLogin", "flow"))
	assert.Equal(t, "auth_test_flow.go", scope.fileName("AuthTest", "flow"))
	assert.Equal(t, "files_linux_flow.go", scope.fileName("FilesLinux", "flow"))
	assert.Equal(t, "auth_login_flow2.go", scope.fileName("authLogin", "flow"))
}
